package se.knutpunkt.codec;

import java.util.Optional;

/** The wire formats, each with the codec of the same name. */
public enum Format {
    FHIR_JSON("fhir-json", "application/fhir+json"),
    FHIR_XML("fhir-xml", "application/fhir+xml"),
    HL7_V2("hl7v2", "x-application/hl7-v2+er7"),
    EVENT_JSON("event-json", "application/json");

    private final String code;
    private final String mediaType;

    Format(String code, String mediaType) {
        this.code = code;
        this.mediaType = mediaType;
    }

    /** The name used in adapter files, metrics and mapping names. */
    public String code() {
        return code;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<Format> findByCode(String code) {
        for (Format format : values()) {
            if (format.code.equals(code)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
