package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;

/** What the fast check refuses the full validation refuses too, over every good case and a spread of ways to spoil one. */
class ChecksAgreeIT {

    private static final FastCheck FAST =
            new FastCheck(new Definitions(TestCatalogue.get()), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);
    private static final FullValidation FULL = new FullValidation(FAST);

    /** Spread over all mutants, since the full validation is slow; {@code -Dcompared} asks for more, up to all there are. */
    private static final int COMPARED = Integer.getInteger("compared", 150);

    /** Up to here a few values at each place are enough to choose from. */
    private static final int SPREAD = 1000;

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
        List<Mutations.Mutant> refused = refusedForStructure();
        assertThat(refused).as("mutants that the structure refuses").hasSizeGreaterThan(SPREAD);
        int compared = Math.min(COMPARED, refused.size());
        List<String> disagreements = new ArrayList<>();
        double step = (double) refused.size() / compared;
        for (int i = 0; i < compared; i++) {
            Mutations.Mutant mutant = refused.get((int) (i * step));
            if (FullValidation.passes(FULL.validate(mutant.bundle()))) {
                disagreements.add(mutant.name() + " -> " + FAST.check(mutant.bundle()));
            }
        }
        assertThat(disagreements).isEmpty();
    }

    /** HAPI's own binding lets a Coding pass that lacks either. */
    @ParameterizedTest
    @ValueSource(strings = {"system", "code"})
    void anEventWithoutSystemOrCodeIsRefusedByBoth(String part) {
        ObjectNode bundle = CanonicalCases.read(smallFirst().get(0));
        ((ObjectNode) bundle.at("/entry/0/resource/eventCoding")).remove(part);
        assertThat(FAST.check(bundle))
                .extracting(Refusal::code, Refusal::place)
                .containsExactly(tuple(ErrorCode.UNKNOWN_EVENT, "MessageHeader.eventCoding"));
        assertThat(FullValidation.passes(FULL.validate(bundle))).isFalse();
    }

    /** What the shared rules refuse, both refuse: the full validation is asked about the rest. */
    private static List<Mutations.Mutant> refusedForStructure() {
        Mutations mutations = new Mutations(COMPARED > SPREAD ? Mutations.ALL : Mutations.FEW);
        List<Mutations.Mutant> refused = new ArrayList<>();
        for (Path file : smallFirst()) {
            for (Mutations.Mutant mutant : mutations.of(CanonicalCases.read(file))) {
                Findings shared = new Findings();
                FAST.rules().check(mutant.bundle(), shared);
                if (shared.list().isEmpty() && !FAST.check(mutant.bundle()).isEmpty()) {
                    refused.add(mutant);
                }
            }
        }
        return refused;
    }

    /** A mutant is made once, of the smallest message that gives it. */
    private static List<Path> smallFirst() {
        return CanonicalCases.list().stream()
                .sorted(Comparator.comparing(file -> file.toFile().length()))
                .toList();
    }
}
