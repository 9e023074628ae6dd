package se.knutpunkt.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.HsaId;

class DemoCertificatesTest {

    private static final HubSystem HOSPITAL =
            new HubSystem("hospital", HsaId.of("SE2321000131-SYNH100"), "Sjukhuset", Set.of(), null, null, Map.of());

    @TempDir
    Path data;

    @Test
    void everySystemGetsATokenAndACertificateThatTheHubTrusts() throws Exception {
        ServerTls tls = prepare();
        JsonNode hospital = credentials().path("systems").get(0);

        KeyStore client = KeyStore.getInstance(
                Path.of(hospital.path("certificate").asText()).toFile(),
                credentials().path("password").asText().toCharArray());
        X509Certificate certificate = (X509Certificate) client.getCertificate("knutpunkt");
        KeyStore trust = KeyStore.getInstance(
                tls.truststore().toFile(), tls.truststorePassword().toCharArray());
        certificate.verify(trust.getCertificate("knutpunkt").getPublicKey());

        assertThat(CertificateSubject.findHsaId(certificate.getSubjectX500Principal()))
                .contains(HOSPITAL.hsaId());
        assertThat(new TokenFile(data.resolve(DemoCertificates.TOKENS))
                        .tokens()
                        .findSystem(hospital.path("token").asText()))
                .contains("hospital");
        assertThat(Files.readString(data.resolve(DemoCertificates.TOKENS)))
                .doesNotContain(hospital.path("token").asText());
    }

    @Test
    void whatIsThereIsKeptOverRestarts() throws Exception {
        prepare();
        byte[] before = Files.readAllBytes(data.resolve(DemoCertificates.CREDENTIALS));
        byte[] certificate = pem();

        prepare();

        assertThat(Files.readAllBytes(data.resolve(DemoCertificates.CREDENTIALS)))
                .isEqualTo(before);
        assertThat(pem()).isEqualTo(certificate);
    }

    @Test
    void thePemFileHoldsTheCertificateForClientsWithoutPkcs12() throws Exception {
        prepare();

        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem()));

        assertThat(CertificateSubject.findHsaId(certificate.getSubjectX500Principal()))
                .contains(HOSPITAL.hsaId());
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws Exception {
        prepare();

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve(DemoCertificates.CREDENTIALS))))
                .isEqualTo("rw-------");
    }

    private ServerTls prepare() {
        DemoCertificates certificates = new DemoCertificates(data, Clock.systemUTC());
        ServerTls tls = certificates.prepareServer();
        certificates.prepareSystems(List.of(HOSPITAL));
        return tls;
    }

    private JsonNode credentials() throws Exception {
        return new ObjectMapper()
                .readTree(data.resolve(DemoCertificates.CREDENTIALS).toFile());
    }

    private byte[] pem() throws Exception {
        return Files.readAllBytes(Path.of(
                credentials().path("systems").get(0).path("certificatePem").asText()));
    }
}
