package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.message.IdentityPolicy;

class FastCheckTest {

    private static final FastCheck CHECK =
            new FastCheck(new Definitions(TestCatalogue.read()), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);

    static Stream<Path> cases() {
        return CanonicalCases.list().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGoodCasePasses(Path file) {
        assertThat(CHECK.check(CanonicalCases.read(file))).isEmpty();
    }
}
