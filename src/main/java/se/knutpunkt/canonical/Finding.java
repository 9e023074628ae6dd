package se.knutpunkt.canonical;

/**
 * What the full validation found. The message may quote what the sender wrote: it is for the sender's eyes, never for a log or the
 * ledger.
 *
 * @param severity how bad it is
 * @param path FHIRPath of the place
 * @param message what is wrong, English
 */
public record Finding(Severity severity, String path, String message) {

    /** How bad a finding is; only errors refuse. */
    public enum Severity {
        ERROR,
        WARNING,
        INFORMATION
    }
}
