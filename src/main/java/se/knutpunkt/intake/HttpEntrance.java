package se.knutpunkt.intake;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.codec.Format;

/** The HTTP entrances: which formats each takes, by media type. */
enum HttpEntrance {
    FHIR(
            "/fhir/$process-message",
            Map.of(
                    "application/fhir+json", Format.FHIR_JSON,
                    "application/json", Format.FHIR_JSON,
                    "text/json", Format.FHIR_JSON,
                    "application/fhir+xml", Format.FHIR_XML,
                    "application/xml", Format.FHIR_XML,
                    "text/xml", Format.FHIR_XML)),
    JSON("/api/v1/messages", Map.of("application/json", Format.EVENT_JSON));

    private final String path;
    private final Map<String, Format> formats;

    HttpEntrance(String path, Map<String, Format> formats) {
        this.path = path;
        this.formats = formats;
    }

    static Optional<HttpEntrance> find(String method, String path) {
        for (HttpEntrance entrance : values()) {
            if (method.equals("POST") && entrance.path.equals(path)) {
                return Optional.of(entrance);
            }
        }
        return Optional.empty();
    }

    /** The format of a content type; empty when it is none of the entrance's, or not in UTF-8. */
    Optional<Format> findFormat(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().replace("\"", "");
            if (parameter.startsWith("charset=")
                    && !parameter.equals("charset=utf-8")
                    && !parameter.equals("charset=utf8")) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(formats.get(parts[0].trim()));
    }
}
