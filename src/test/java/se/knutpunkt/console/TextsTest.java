package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.knutpunkt.security.OperatorRole;
import se.knutpunkt.security.Right;

/** The texts of the pages: there, in both languages, and none too many values. */
class TextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]+)[(}]|#messages\\.msg\\('([^']+)'[,)]");
    private static final Pattern BEAN_IN_FRAGMENT = Pattern.compile("th:(replace|insert)=\"[^\"]*@[a-z]");
    private static final Pattern INLINE =
            Pattern.compile("(?i)<script(?![^>]*src)|\\sstyle=|\\son[a-z]+=|th:utext|hx-on");

    @Test
    void bothLanguagesHaveTheSameKeysAndValues() throws IOException {
        Properties swedish = read("sv");
        Properties english = read("en");
        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(swedish.stringPropertyNames()));
        for (String key : swedish.stringPropertyNames()) {
            assertThat(swedish.getProperty(key)).as(key).isNotBlank();
            assertThat(places(english.getProperty(key))).as(key).isEqualTo(places(swedish.getProperty(key)));
        }
    }

    @Test
    void noKeyStandsTwiceInAFile() throws IOException {
        for (String language : new String[] {"sv", "en"}) {
            assertThat(Files.readAllLines(RESOURCES.resolve("console_" + language + ".properties")).stream()
                            .filter(line -> !line.startsWith("#") && line.contains("="))
                            .map(line -> line.substring(0, line.indexOf('='))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyTextThatATemplateNamesIsThereAndNothingRunsInline() throws IOException {
        Set<String> known = read("sv").stringPropertyNames();
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(template);
                assertThat(INLINE.matcher(text).find())
                        .as("inline in " + template)
                        .isFalse();
                assertThat(BEAN_IN_FRAGMENT.matcher(text).find())
                        .as("a bean where Thymeleaf allows none, which shows only when there is something to show: "
                                + template)
                        .isFalse();
                Matcher key = KEY.matcher(text);
                while (key.find()) {
                    String name = key.group(1) == null ? key.group(2) : key.group(1);
                    if (!known.contains(name)) {
                        missing.add(template.getFileName() + ": " + name);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void rightsRolesAndMenuHaveNames() throws IOException {
        Set<String> known = read("sv").stringPropertyNames();
        assertThat(known)
                .containsAll(Arrays.stream(Right.values())
                        .map(right -> "right." + right.code())
                        .toList());
        assertThat(known)
                .containsAll(Arrays.stream(OperatorRole.values())
                        .map(role -> "role." + role.code())
                        .toList());
    }

    private static Set<String> places(String text) {
        Matcher place = Pattern.compile("\\{\\d}").matcher(text);
        Set<String> places = new TreeSet<>();
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }

    private static Properties read(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve("console_" + language + ".properties"))) {
            texts.load(reader);
        }
        return texts;
    }
}
