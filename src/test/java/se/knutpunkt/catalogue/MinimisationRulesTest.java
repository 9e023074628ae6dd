package se.knutpunkt.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.message.Role;

/** Who must never see what, whatever a catalogue file says (offentlighets- och sekretesslagen 25 and 26 kap.). */
class MinimisationRulesTest {

    private static final Set<String> HEALTH_CARE = Set.of("medical", "medication", "care", "rehabilitation");

    static List<EventType> events() {
        return TestCatalogue.get().listEvents();
    }

    @ParameterizedTest
    @MethodSource("events")
    void socialServicesNeverGetWhatIsMeantForHealthCare(EventType type) {
        for (Role role : List.of(Role.SOCIAL_SERVICES, Role.LSS)) {
            assertThat(type.sections().getOrDefault(role, Set.of())).doesNotContainAnyElementsOf(HEALTH_CARE);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void schoolHealthGetsNeitherMedicinesNorMedicalData(EventType type) {
        assertThat(type.sections().getOrDefault(Role.SCHOOL_HEALTH, Set.of()))
                .doesNotContain("medical", "medication", "care", "social");
    }

    @ParameterizedTest
    @MethodSource("events")
    void whomAndWhatAMessageConcernsCanNeverBeWithheld(EventType type) {
        assertThat(type.withholdable()).doesNotContain("identity", "administration");
    }

    @ParameterizedTest
    @MethodSource("events")
    void theAdmissionNoticeAndItsFollowersHoldNoDiagnosisForAnyone(EventType type) {
        boolean notice = type.legalBasis().startsWith("lag (2017:612) 2 kap.");
        if (notice) {
            type.sections()
                    .values()
                    .forEach(sections -> assertThat(sections).doesNotContain("medical", "medication", "care"));
        }
        assertThat(type.sections().keySet()).isEqualTo(type.receivers());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyRequiredElementReachesSomeone(EventType type) {
        Set<String> given =
                type.sections().values().stream().flatMap(Set::stream).collect(java.util.stream.Collectors.toSet());
        for (String name : type.required()) {
            assertThat(given)
                    .contains(
                            TestCatalogue.get().findElement(name).orElseThrow().section());
        }
    }
}
