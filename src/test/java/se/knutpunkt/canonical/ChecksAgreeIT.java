package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;

/** What the fast check refuses the full validation refuses too, over every good case and every way of spoiling one. */
class ChecksAgreeIT {

    private static final FastCheck FAST =
            new FastCheck(new Definitions(TestCatalogue.get()), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);
    private static final FullValidation FULL = new FullValidation(FAST);

    static Stream<Path> cases() {
        return CanonicalCases.list().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGoodCasePassesBoth(Path file) {
        ObjectNode bundle = CanonicalCases.read(file);
        assertThat(FAST.check(bundle)).isEmpty();
        assertThat(FULL.validate(bundle))
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .isEmpty();
    }

    @Test
    void whatTheFastCheckRefusesTheFullOneRefusesToo() {
        Mutations mutations = new Mutations();
        List<String> disagreements = new ArrayList<>();
        int refused = 0;
        for (Path file : smallFirst()) {
            for (Mutations.Mutant mutant : mutations.of(CanonicalCases.read(file))) {
                List<Refusal> refusals = FAST.check(mutant.bundle());
                Findings shared = new Findings();
                FAST.rules().check(mutant.bundle(), shared);
                // what the shared rules refuse, both refuse: the full validation need not be asked
                if (refusals.isEmpty() || !shared.list().isEmpty()) {
                    continue;
                }
                refused++;
                if (FullValidation.passes(FULL.validate(mutant.bundle()))) {
                    disagreements.add(file.getFileName() + ": " + mutant.name() + " -> " + refusals);
                }
            }
        }
        assertThat(refused).as("structural refusals compared").isGreaterThan(300);
        assertThat(disagreements).isEmpty();
    }

    /** A mutant is made once, of the smallest message that gives it. */
    private static List<Path> smallFirst() {
        return CanonicalCases.list().stream()
                .sorted(Comparator.comparing(file -> file.toFile().length()))
                .toList();
    }
}
