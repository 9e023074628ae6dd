package se.knutpunkt.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.HsaId;

class AuthenticationTest {

    private static final String HSA = "SE2321000131-SYNH100";

    private final ConfigurationInForce configuration = new ConfigurationInForce();
    private final Set<String> revoked = new HashSet<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SERIALNUMBER=SE2321000131-SYNH100, CN=adt.example, O=Region, L=Göteborg, C=SE",
                "2.5.4.5=SE2321000131-SYNH100,CN=adt.example,C=SE",
                "OID.2.5.4.5=SE2321000131-SYNH100,C=SE",
                "2.5.4.5=#13145345323332313030303133312d53594e48313030,CN=adt,C=SE",
                "2.5.4.5=#0c145345323332313030303133312d53594e48313030,CN=adt,C=SE",
                "CN=adt+SERIALNUMBER=SE2321000131-SYNH100,C=SE"
            })
    void theHsaIdIsReadInEveryFormOfTheSubject(String subject) {
        assertThat(CertificateSubject.findHsaId(subject)).contains(HsaId.of(HSA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=SE2321000131-SYNH100,C=SE",
                "CN=SERIALNUMBER\\=SE2321000131-SYNH100,C=SE",
                "SERIALNUMBER=not-an-id,C=SE",
                "SERIALNUMBER=SE2321000131-SYNH100,SERIALNUMBER=SE2321000131-SYNH200",
                "2.5.4.5=#13ff534532333231303030313331,C=SE",
                "2.5.4.5=#13,C=SE",
                // found by fuzzing
                "2.5.4.5=#131c534532'333231,C=SE",
                "C=,O=\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"SE,SE=a+SIR=",
                "= =",
                ""
            })
    void aSubjectWithoutOneSerialNumberIsNobody(String subject) {
        assertThat(CertificateSubject.findHsaId(subject)).isEmpty();
    }

    @Test
    void aPrincipalIsReadWhateverTheNameOfItsAttribute() {
        X500Principal subject = new X500Principal("SERIALNUMBER=SE2321000131-SYNH100, CN=adt, C=SE");

        assertThat(CertificateSubject.findHsaId(subject)).contains(HsaId.of(HSA));
    }

    @Test
    void aCertificateOfTheDemonstrationNamesItsSystem() throws Exception {
        inForce(system("hospital"));
        var issued = DemoAuthority.create(Clock.systemUTC()).issueClient("Sjukhus, Ö+", "hospital", HSA);

        Optional<HubSystem> found = authentication(null).findByCertificate(issued.certificate());

        assertThat(found).map(HubSystem::id).contains("hospital");
        assertThat(issued.certificate().getIssuerX500Principal().getName()).contains("not SITHS");
    }

    @Test
    void aTokenNamesItsSystemAndOnlyThatToken(@TempDir Path directory) throws Exception {
        inForce(system("hospital"));
        Path file = directory.resolve("tokens.json");
        write(file, "hospital", "secret");
        Authentication authentication = authentication(file);

        assertThat(authentication.findByAuthorization("Bearer secret"))
                .map(HubSystem::id)
                .contains("hospital");
        assertThat(authentication.findByAuthorization("bearer secret")).isPresent();
        assertThat(authentication.findByAuthorization("Bearer Secret")).isEmpty();
        assertThat(authentication.findByAuthorization("Bearer ")).isEmpty();
        assertThat(authentication.findByAuthorization("Basic secret")).isEmpty();
        assertThat(authentication.findByAuthorization(null)).isEmpty();
        assertThat(authentication.findByAuthorization("Bearer " + "x".repeat(600)))
                .isEmpty();
    }

    @Test
    void aTokenOfASystemThatIsNotInForceIsNobodys(@TempDir Path directory) throws Exception {
        inForce(system("hospital"));
        Path file = directory.resolve("tokens.json");
        write(file, "gone", "secret");

        assertThat(authentication(file).findByAuthorization("Bearer secret")).isEmpty();
    }

    @Test
    void aWithdrawnTokenEndsWithoutARestart(@TempDir Path directory) throws Exception {
        inForce(system("hospital"));
        Path file = directory.resolve("tokens.json");
        write(file, "hospital", "old");
        Authentication authentication = authentication(file);
        assertThat(authentication.findByAuthorization("Bearer old")).isPresent();

        write(file, "hospital", "new");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(authentication.findByAuthorization("Bearer old")).isEmpty();
        assertThat(authentication.findByAuthorization("Bearer new")).isPresent();
    }

    @Test
    void whoIsRevokedIsNobodyWhateverTheConfigurationSays(@TempDir Path directory) throws Exception {
        inForce(system("hospital"));
        Path file = directory.resolve("tokens.json");
        write(file, "hospital", "secret");
        Authentication authentication = authentication(file);
        assertThat(authentication.findByAuthorization("Bearer secret")).isPresent();

        revoked.add("hospital");

        assertThat(authentication.findByAuthorization("Bearer secret")).isEmpty();
        assertThat(authentication.findByLoopbackPeer("127.0.0.1", HsaId.find(HSA)))
                .isEmpty();
    }

    @Test
    void nobodyIsKnownBeforeAConfigurationIsInForce() {
        assertThat(authentication(null).findByLoopbackPeer("127.0.0.1", HsaId.find(HSA)))
                .isEmpty();
    }

    private Authentication authentication(Path tokens) {
        return new Authentication(configuration, new TokenFile(tokens), new CertificateSightings(), revoked::contains);
    }

    private void inForce(HubSystem system) {
        configuration.put(new InForce("", null, new Directory(List.of(), List.of(system)), null, null));
    }

    private static HubSystem system(String id) {
        return new HubSystem(id, HsaId.of(HSA), "Sjukhus", Set.of(), null, null, Map.of());
    }

    private static void write(Path file, String system, String token) throws Exception {
        Files.writeString(
                file,
                "{\"tokens\": [{\"system\": \"%s\", \"sha256\": \"%s\"}]}".formatted(system, BearerTokens.hash(token)));
    }
}
