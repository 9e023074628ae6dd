package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.codec.Format;

class HttpEntranceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "FHIR, application/fhir+json, FHIR_JSON",
                "FHIR, 'Application/FHIR+JSON; charset=\"UTF-8\"; fhirVersion=4.0', FHIR_JSON",
                "FHIR, application/fhir+xml, FHIR_XML",
                "FHIR, text/xml;charset=utf-8, FHIR_XML",
                "FHIR, application/fhir+json; charset=iso-8859-1, -",
                "FHIR, application/x-www-form-urlencoded, -",
                "FHIR, multipart/form-data; boundary=x, -",
                "FHIR, text/plain, -",
                "FHIR, -, -",
                "JSON, application/json, EVENT_JSON",
                "JSON, application/fhir+json, -",
                "JSON, application/x-www-form-urlencoded, -"
            })
    void theContentTypeSaysTheFormatOrNone(HttpEntrance entrance, String contentType, Format format) {
        assertThat(entrance.findFormat(contentType).orElse(null)).isEqualTo(format);
    }
}
