package se.knutpunkt.codec;

import java.util.Optional;

/** The wire formats, each with the codec of the same name. */
public enum Format {
    FHIR_JSON("fhir-json", "fhir", "application/fhir+json"),
    FHIR_XML("fhir-xml", "fhir", "application/fhir+xml"),
    HL7_V2("hl7v2", "hl7v2", "x-application/hl7-v2+er7"),
    EVENT_JSON("event-json", "event", "application/json");

    private final String code;
    private final String mappingName;
    private final String mediaType;

    Format(String code, String mappingName, String mediaType) {
        this.code = code;
        this.mappingName = mappingName;
        this.mediaType = mediaType;
    }

    /** The name in the ids of mappings, such as {@code hl7v2-to-canonical}; JSON and XML of FHIR have the same tree. */
    public String mappingName() {
        return mappingName;
    }

    /** The name used in adapter files and metrics. */
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
