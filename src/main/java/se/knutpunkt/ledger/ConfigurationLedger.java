package se.knutpunkt.ledger;

import java.util.Optional;

/** Immutable, hashed snapshots of the configuration, and which one is in force. */
public final class ConfigurationLedger {

    /**
     * Stores the snapshot if it is new and puts it in force on all nodes.
     *
     * @param hash SHA-256 of the content, lower-case hex
     * @param content the files as one compressed archive
     */
    public void activate(String hash, byte[] content, String byWhom) {
        throw new UnsupportedOperationException();
    }

    /** Hash of the snapshot in force. */
    public Optional<String> findActiveHash() {
        throw new UnsupportedOperationException();
    }

    /** The content of a snapshot. */
    public Optional<byte[]> findContent(String hash) {
        throw new UnsupportedOperationException();
    }
}
