package se.knutpunkt.canonical;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.directory.AgreementParameter;
import se.knutpunkt.directory.Directory;

/**
 * What the parties can agree otherwise about any message. Values and their sources stand in {@code adapters/governance/}.
 *
 * @param attachments what an attachment may be
 * @param clockSkew how far ahead of the hub's clock a sender's clock may be before a time counts as future
 */
public record ExchangeParameters(AttachmentLimits attachments, Duration clockSkew) {

    /** What holds where the governing documents say nothing. */
    public static final ExchangeParameters DEFAULT =
            new ExchangeParameters(AttachmentLimits.DEFAULT, Duration.ofMinutes(5));

    private static final String DOCUMENT = "routine-message-exchange";

    /** The standard values, with what the routine in force says in their place. */
    public static ExchangeParameters agreed(Directory directory) {
        return new ExchangeParameters(
                new AttachmentLimits(
                        value(directory, "attachmentTypes")
                                .map(types -> Set.of(types.split(" ")))
                                .orElse(DEFAULT.attachments.contentTypes()),
                        value(directory, "attachmentMaxBytes")
                                .map(Long::parseLong)
                                .orElse(DEFAULT.attachments.maxBytes())),
                value(directory, "clockSkewMinutes")
                        .map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)))
                        .orElse(DEFAULT.clockSkew));
    }

    private static Optional<String> value(Directory directory, String name) {
        return directory
                .findDocument(DOCUMENT)
                .map(found -> found.parameters().get(name))
                .map(AgreementParameter::value);
    }
}
