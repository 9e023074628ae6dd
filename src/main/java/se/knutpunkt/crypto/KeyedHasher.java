package se.knutpunkt.crypto;

/** Keyed hashes (HMAC-SHA-256): the only form in which a person or a content leaves the payload. */
public final class KeyedHasher {

    /**
     * Hash of a person's identifier.
     *
     * @param system FHIR identifier system
     * @param value the identifier in its 12-character form
     * @return 64 lower-case hex digits, the same for the same person and key
     */
    public String hashPerson(String system, String value) {
        throw new UnsupportedOperationException();
    }

    /** Hash of content, 64 lower-case hex digits; keyed apart from {@link #hashPerson}. */
    public String hashContent(byte[] content) {
        throw new UnsupportedOperationException();
    }
}
