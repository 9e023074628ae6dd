package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCatalogueTest {

    private final ErrorTexts texts = new ErrorTexts();

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeHasItsTextsInBothLanguages(ErrorCode code) {
        for (Locale locale : List.of(ErrorTexts.SWEDISH, Locale.ENGLISH)) {
            assertThat(texts.sender(code, locale)).isNotBlank().isNotEqualTo(code.name());
            assertThat(texts.mend(code, locale)).isNotBlank();
            assertThat(texts.operator(code, locale)).isNotBlank().isNotEqualTo(code.name());
        }
    }

    @Test
    void numbersAreUnique() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/errors_sv.properties", "/errors_en.properties"})
    void everyTextBelongsToACode(String resource) throws Exception {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(getClass().getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        Set<String> expected = Arrays.stream(ErrorCode.values())
                .flatMap(code -> Stream.of("sender", "mend", "operator").map(part -> code.number() + "." + part))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(expected);
    }

    @Test
    void swedishTextsKeepTheirLetters() {
        assertThat(texts.sender(ErrorCode.TOO_LARGE, ErrorTexts.SWEDISH)).isEqualTo("Meddelandet är för stort.");
    }
}
