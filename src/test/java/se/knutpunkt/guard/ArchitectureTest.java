package se.knutpunkt.guard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds the import table of the architecture and the rules every class lives by. */
class ArchitectureTest {

    private static final String ROOT = "se.knutpunkt.";

    static final ArchRule eachPackageImportsOnlyFromLayersBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("message")
            .definedBy(ROOT + "message..")
            .layer("crypto")
            .definedBy(ROOT + "crypto..")
            .layer("codec")
            .definedBy(ROOT + "codec..")
            .layer("configuration")
            .definedBy(ROOT + "configuration..")
            .layer("directory")
            .definedBy(ROOT + "directory..")
            .layer("catalogue")
            .definedBy(ROOT + "catalogue..")
            .layer("ledger")
            .definedBy(ROOT + "ledger..")
            .layer("canonical")
            .definedBy(ROOT + "canonical..")
            .layer("translate")
            .definedBy(ROOT + "translate..")
            .layer("address")
            .definedBy(ROOT + "address..")
            .layer("episode")
            .definedBy(ROOT + "episode..")
            .layer("activation")
            .definedBy(ROOT + "activation..")
            .layer("queue")
            .definedBy(ROOT + "queue..")
            .layer("receipt")
            .definedBy(ROOT + "receipt..")
            .layer("security")
            .definedBy(ROOT + "security..")
            .layer("intake")
            .definedBy(ROOT + "intake..")
            .layer("deliver")
            .definedBy(ROOT + "deliver..")
            .layer("operate")
            .definedBy(ROOT + "operate..")
            .layer("report")
            .definedBy(ROOT + "report..")
            .layer("console")
            .definedBy(ROOT + "console..")
            .layer("reconcile")
            .definedBy(ROOT + "reconcile..")
            .layer("simulate")
            .definedBy(ROOT + "simulate..")
            .layer("bench")
            .definedBy(ROOT + "bench..")
            .layer("app")
            .definedBy(ROOT + "app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bench")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("simulate")
            .mayOnlyBeAccessedByLayers("app", "bench")
            .whereLayer("simulate")
            .mayOnlyAccessLayers("message", "codec")
            .whereLayer("operate")
            .mayOnlyBeAccessedByLayers("console", "app")
            .whereLayer("operate")
            .mayOnlyAccessLayers(top())
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("console", "app")
            .whereLayer("report")
            .mayOnlyAccessLayers(top())
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("console")
            .mayOnlyAccessLayers(onOperate())
            .whereLayer("reconcile")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("reconcile")
            .mayOnlyAccessLayers(top())
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("deliver")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("message")
            .mayNotAccessAnyLayer()
            .whereLayer("crypto")
            .mayOnlyAccessLayers("message")
            .whereLayer("codec")
            .mayOnlyAccessLayers("message")
            .whereLayer("configuration")
            .mayOnlyAccessLayers("message")
            .whereLayer("directory")
            .mayOnlyAccessLayers("message", "codec", "configuration")
            .whereLayer("catalogue")
            .mayOnlyAccessLayers("message", "codec", "configuration")
            .whereLayer("ledger")
            .mayOnlyAccessLayers("message", "crypto", "codec", "configuration", "directory", "catalogue")
            .whereLayer("canonical")
            .mayOnlyAccessLayers("message", "crypto", "codec", "configuration", "directory", "catalogue")
            .whereLayer("translate")
            .mayOnlyAccessLayers("message", "crypto", "codec", "configuration", "directory", "catalogue", "canonical")
            .whereLayer("address")
            .mayOnlyAccessLayers("message", "crypto", "codec", "configuration", "directory", "catalogue", "canonical")
            .whereLayer("episode")
            .mayOnlyAccessLayers("message", "crypto", "codec", "configuration", "directory", "catalogue", "canonical")
            .whereLayer("queue")
            .mayOnlyAccessLayers(services())
            .whereLayer("receipt")
            .mayOnlyAccessLayers(services())
            .whereLayer("security")
            .mayOnlyAccessLayers(services())
            .whereLayer("activation")
            .mayOnlyAccessLayers(below4());

    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("se.knutpunkt.(*)..").should().beFreeOfCycles();

    static final ArchRule everyClassLivesInAKnownPackage = classes()
            .should()
            .resideInAnyPackage(
                    ROOT + "message..",
                    ROOT + "crypto..",
                    ROOT + "codec..",
                    ROOT + "configuration..",
                    ROOT + "directory..",
                    ROOT + "catalogue..",
                    ROOT + "ledger..",
                    ROOT + "canonical..",
                    ROOT + "translate..",
                    ROOT + "address..",
                    ROOT + "episode..",
                    ROOT + "activation..",
                    ROOT + "queue..",
                    ROOT + "receipt..",
                    ROOT + "security..",
                    ROOT + "intake..",
                    ROOT + "deliver..",
                    ROOT + "operate..",
                    ROOT + "report..",
                    ROOT + "console..",
                    ROOT + "reconcile..",
                    ROOT + "app..",
                    ROOT + "bench..",
                    ROOT + "simulate..");

    /** The benchmark measures the database from outside the hub. */
    static final ArchRule onlyTheLedgerSpeaksSql = noClasses()
            .that(resideInAPackage("se.knutpunkt..").and(notIn("ledger")).and(notIn("bench")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..", "org.flywaydb..");

    static final ArchRule camelAppearsInIntakeDeliverAndQueueOnly = noClasses()
            .that(notIn("intake").and(notIn("deliver")).and(notIn("queue")).and(notIn("app")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    static final ArchRule hapiAppearsInCodecCanonicalAndIntakeOnly = noClasses()
            .that(notIn("codec").and(notIn("canonical")).and(notIn("intake")).and(notIn("app")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn..", "org.hl7.fhir..");

    static final ArchRule theRulesKnowNoSpringNoFilesAndNoNetwork = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "canonical..",
                    ROOT + "translate..",
                    ROOT + "address..",
                    ROOT + "episode..",
                    ROOT + "message..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.net.http..", "jakarta.jms..", "java.nio.channels..");

    /** Where the crash tests may hold a thread; a point more is a decision. */
    static final ArchRule faultPointsStandOnlyBetweenTheStepsOfAMessage = noClasses()
            .that()
            .doNotHaveSimpleName("FaultPoint")
            .and()
            .doNotHaveSimpleName("IntakeLedger")
            .and()
            .doNotHaveSimpleName("LaneHead")
            .and()
            .doNotHaveSimpleName("RecordOutcome")
            .and()
            .doNotHaveSimpleName("NextInLane")
            .and()
            .doNotHaveSimpleName("Sweep")
            .and()
            .doNotHaveSimpleName("ReplayLedger")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ROOT + "message.FaultPoint");

    static final ArchRule noFieldIsInjected = noFields().should().beAnnotatedWith(Autowired.class);

    static final ArchRule timeAndIdsAreInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    static final ArchRule nothingIsPrintedPastTheLog = noClasses()
            .should()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "out")
            .allowEmptyShould(true);

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("se.knutpunkt");
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field ->
                        DynamicTest.dynamicTest(field.getName(), () -> ((ArchRule) field.get(null)).check(classes)));
    }

    private static DescribedPredicate<JavaClass> notIn(String name) {
        return DescribedPredicate.not(resideInAPackage(ROOT + name + ".."));
    }

    /** The services of layer 4 may read what is in force. */
    private static String[] services() {
        return Stream.concat(Arrays.stream(below4()), Stream.of("activation")).toArray(String[]::new);
    }

    /** What stands at the top reads all services. */
    private static String[] top() {
        return Stream.concat(Arrays.stream(services()), Stream.of("queue", "receipt", "security"))
                .toArray(String[]::new);
    }

    private static String[] onOperate() {
        return Stream.concat(Arrays.stream(top()), Stream.of("operate", "report"))
                .toArray(String[]::new);
    }

    private static String[] below4() {
        return new String[] {
            "message",
            "crypto",
            "codec",
            "configuration",
            "directory",
            "catalogue",
            "ledger",
            "canonical",
            "translate",
            "address",
            "episode"
        };
    }
}
