package se.knutpunkt.activation;

import se.knutpunkt.canonical.ExchangeParameters;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.translate.Translator;

/**
 * One activated configuration, whole: a message is handled under one of these from door to ledger.
 *
 * @param hash SHA-256 of the snapshot, lower-case hex
 * @param exchange what the parties have agreed about any message
 */
public record InForce(
        String hash,
        Catalogue catalogue,
        Directory directory,
        Translator translator,
        FastCheck fastCheck,
        ExchangeParameters exchange) {

    /** With what its governing documents say about all messages, read once and not for each. */
    public InForce(String hash, Catalogue catalogue, Directory directory, Translator translator, FastCheck fastCheck) {
        this(hash, catalogue, directory, translator, fastCheck, ExchangeParameters.agreed(directory));
    }
}
