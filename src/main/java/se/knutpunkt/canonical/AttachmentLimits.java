package se.knutpunkt.canonical;

import java.util.Set;

/**
 * What an attachment may be.
 *
 * @param contentTypes media types allowed, in lower case
 * @param maxBytes largest attachment, decoded
 */
public record AttachmentLimits(Set<String> contentTypes, long maxBytes) {

    /** PDF, PNG, JPEG and plain text of at most 5 MB. */
    public static final AttachmentLimits DEFAULT =
            new AttachmentLimits(Set.of("application/pdf", "image/png", "image/jpeg", "text/plain"), 5_000_000);

    public AttachmentLimits {
        contentTypes = Set.copyOf(contentTypes);
    }
}
