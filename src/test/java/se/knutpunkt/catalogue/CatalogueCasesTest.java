package se.knutpunkt.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import se.knutpunkt.canonical.AttachmentLimits;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Definitions;
import se.knutpunkt.canonical.ElementPlace;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** The cases that every catalogue file brings with it: what it says is accepted, and every departure from it is refused. */
class CatalogueCasesTest {

    private static final Catalogue CATALOGUE = TestCatalogue.get();
    private static final CanonicalCases CASES = new CanonicalCases(CATALOGUE, 20261102L);
    private static final FastCheck FAST_CHECK =
            new FastCheck(new Definitions(CATALOGUE), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);
    private static final Set<ErrorCode> MISSING =
            Set.of(ErrorCode.REQUIRED_MISSING, ErrorCode.REFERENCE_MISSING, ErrorCode.CONSENT_MISSING);

    @TestFactory
    Stream<DynamicTest> whatTheFileSaysIsLawfulFhirToo() {
        return each((type, kind) -> List.of(
                dynamicTest(
                        "required",
                        () -> assertThat(FAST_CHECK.check(CASES.minimal(type, kind)))
                                .isEmpty()),
                dynamicTest(
                        "all",
                        () -> assertThat(FAST_CHECK.check(CASES.full(type, kind)))
                                .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> whatTheFileSaysIsAccepted() {
        return each((type, kind) -> List.of(
                dynamicTest(
                        "required",
                        () -> assertThat(check(CASES.minimal(type, kind))).isEmpty()),
                dynamicTest(
                        "all", () -> assertThat(check(CASES.full(type, kind))).isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> everyRequiredElementIsMissed() {
        return each((type, kind) -> type.required(kind).stream()
                .map(name -> dynamicTest(name, () -> {
                    Element element = CATALOGUE.findElement(name).orElseThrow();
                    List<Refusal> refusals = check(CASES.without(type, kind, Set.of(name)));
                    if (name.equals("registeredEvent")) {
                        assertThat(refusals).isNotEmpty();
                        return;
                    }
                    assertThat(refusals).singleElement().satisfies(refusal -> {
                        assertThat(refusal.place()).isEqualTo(ElementPlace.of(element));
                        assertThat(MISSING).contains(refusal.code());
                    });
                }))
                .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyOtherSenderRoleIsRefused() {
        return each((type, kind) -> rolesBut(type.senders()).stream()
                .map(role -> dynamicTest(role.code(), () -> {
                    ObjectNode bundle = CASES.minimal(type, kind);
                    CanonicalCases.setSenderRole(bundle, role);
                    assertThat(check(bundle))
                            .singleElement()
                            .extracting(Refusal::code)
                            .isEqualTo(ErrorCode.WRONG_SENDER_ROLE);
                }))
                .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyOtherReceiverRoleIsRefused() {
        return each((type, kind) -> rolesBut(type.receivers()).stream()
                .map(role -> dynamicTest(role.code(), () -> {
                    ObjectNode bundle = CASES.minimal(type, kind);
                    CanonicalCases.addDestination(bundle, CanonicalCases.unit(role), role.code());
                    assertThat(check(bundle))
                            .singleElement()
                            .extracting(Refusal::code)
                            .isEqualTo(ErrorCode.WRONG_RECEIVER_ROLE);
                }))
                .toList());
    }

    @TestFactory
    Stream<DynamicTest> anUnknownKindIsRefused() {
        return each((type, kind) -> List.of(dynamicTest("kind", () -> {
            ObjectNode bundle = CASES.minimal(type, kind);
            CanonicalCases.setKind(bundle, "no-such-kind");
            assertThat(check(bundle)).extracting(Refusal::place).contains("MessageHeader.reason");
        })));
    }

    @TestFactory
    Stream<DynamicTest> everyElementTheFileDoesNotNameIsRefused() {
        return each((type, kind) -> CATALOGUE.listElements().stream()
                .filter(element -> element.location() == Element.Location.CONTENT)
                .filter(element -> !type.required().contains(element.name())
                        && !type.optional().contains(element.name()))
                .filter(element -> !element.name().equals("registeredEvent"))
                .limit(3)
                .map(element -> dynamicTest(element.name(), () -> {
                    ObjectNode bundle = CASES.with(type, kind, element);
                    assertThat(check(bundle)).singleElement().satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_ELEMENT);
                        assertThat(refusal.place()).isEqualTo("Task.input[" + element.name() + "]");
                    });
                }))
                .toList());
    }

    private interface Cases {
        List<DynamicTest> of(EventType type, String kind);
    }

    /** One event in one kind, named so that a failure says which. */
    private static Stream<DynamicTest> each(Cases cases) {
        List<DynamicTest> tests = new ArrayList<>();
        for (EventType type : CATALOGUE.listEvents()) {
            // An event that registers others is tried with each of them.
            List<EventType> forms = type.effect().asRegistered()
                    ? CATALOGUE.listEvents().stream()
                            .filter(other -> CATALOGUE
                                    .findNewest(other.code())
                                    .filter(other::equals)
                                    .isPresent())
                            .map(other -> CASES.registering(type, other.code()))
                            .toList()
                    : List.of(type);
            for (EventType form : forms) {
                for (String kind : CanonicalCases.kinds(form)) {
                    cases.of(form, kind)
                            .forEach(test -> tests.add(dynamicTest(
                                    form.code() + "-" + form.version() + " " + form.legalBasis() + " " + kind + " "
                                            + test.getDisplayName(),
                                    test.getExecutable())));
                }
            }
        }
        return tests.stream();
    }

    private static List<Role> rolesBut(Set<Role> allowed) {
        return Stream.of(Role.values()).filter(role -> !allowed.contains(role)).toList();
    }

    private static List<Refusal> check(ObjectNode bundle) {
        return EventCheck.check(new CanonicalMessage(bundle), CATALOGUE, CanonicalCases.NOW);
    }
}
