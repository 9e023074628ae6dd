package se.knutpunkt.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.operator.OperatorCreationException;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The demonstration's identities under the data directory: an authority, the hub's certificate, and per system a client certificate and a
 * bearer token. What is there is kept, so that clients set up once work over restarts; what is missing is made.
 */
public final class DemoCertificates {

    /** Where each system's credentials stand, for whoever plays that system. */
    public static final String CREDENTIALS = "demo-credentials.json";

    /** What the hub itself keeps of the tokens. */
    public static final String TOKENS = "tokens.json";

    private static final String CONSOLE = "console";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final Path certificates;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public DemoCertificates(Path data, Clock clock) {
        this.data = data.toAbsolutePath().normalize();
        this.certificates = this.data.resolve("certificates");
        this.clock = clock;
    }

    /** Makes sure that the hub has a certificate and a trust store; needs no directory. */
    public ServerTls prepareServer() {
        try {
            PrivateFiles.createDirectory(certificates);
            String password = password();
            DemoAuthority authority = DemoAuthority.open(certificates.resolve("ca.p12"), password, clock);
            Path keystore = certificates.resolve("server.p12");
            if (!Files.exists(keystore)) {
                DemoAuthority.Issued issued = authority.issueServer();
                DemoAuthority.store(
                        keystore, password.toCharArray(), issued.key(), issued.certificate(), authority.certificate());
            }
            Path truststore = certificates.resolve("trust.p12");
            if (!Files.exists(truststore)) {
                authority.storeTrust(truststore, password.toCharArray());
                writeText(
                        certificates.resolve("ca.pem"),
                        pem("CERTIFICATE", authority.certificate().getEncoded()));
            }
            return new ServerTls(keystore, password, truststore, password);
        } catch (IOException | GeneralSecurityException | OperatorCreationException failed) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.data", "certificates", failed);
        }
    }

    /** Makes sure that each system has credentials, and writes who has which. */
    public void prepareSystems(Collection<HubSystem> systems) {
        try {
            String password = password();
            DemoAuthority authority = DemoAuthority.open(certificates.resolve("ca.p12"), password, clock);
            Map<String, String> known = readTokens();
            ObjectNode credentials = JSON.createObjectNode();
            ObjectNode hashes = JSON.createObjectNode();
            credentials.put("authority", certificates.resolve("ca.pem").toString());
            credentials.put("trustStore", certificates.resolve("trust.p12").toString());
            credentials.put("password", password);
            ArrayNode list = credentials.putArray("systems");
            ArrayNode hashed = hashes.putArray("tokens");
            for (HubSystem system : systems) {
                String token = known.computeIfAbsent(system.id(), id -> secret());
                prepareClient(authority, password, system);
                list.addObject()
                        .put("id", system.id())
                        .put("name", system.name())
                        .put("hsaId", system.hsaId().value())
                        .put("token", token)
                        .put("certificate", client(system, "p12").toString())
                        .put("certificatePem", client(system, "pem").toString());
                hashed.addObject().put("system", system.id()).put("sha256", BearerTokens.hash(token));
            }
            readConsole().ifPresent(console -> credentials.set(CONSOLE, console));
            writeJson(data.resolve(CREDENTIALS), credentials);
            writeJson(data.resolve(TOKENS), hashes);
        } catch (IOException | GeneralSecurityException | OperatorCreationException failed) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.data", CREDENTIALS, failed);
        }
    }

    /** Names and passwords of the console's demonstration users, where there are any. */
    public Optional<JsonNode> readConsole() throws IOException {
        Path file = data.resolve(CREDENTIALS);
        return Files.exists(file)
                ? Optional.of(JSON.readTree(Files.readAllBytes(file)).path(CONSOLE))
                        .filter(JsonNode::isArray)
                : Optional.empty();
    }

    /** Adds the console's demonstration users to the credentials. */
    public void writeConsole(ArrayNode console) throws IOException, GeneralSecurityException {
        Path file = data.resolve(CREDENTIALS);
        ObjectNode credentials =
                Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        credentials.set(CONSOLE, console);
        writeJson(file, credentials);
    }

    private void prepareClient(DemoAuthority authority, String password, HubSystem system)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Path file = client(system, "p12");
        if (Files.exists(file)) {
            return;
        }
        DemoAuthority.Issued issued =
                authority.issueClient(system.name(), system.id(), system.hsaId().value());
        X509Certificate certificate = issued.certificate();
        writeText(
                client(system, "pem"),
                pem("CERTIFICATE", certificate.getEncoded())
                        + pem("PRIVATE KEY", issued.key().getEncoded()));
        DemoAuthority.store(file, password.toCharArray(), issued.key(), certificate, authority.certificate());
    }

    /** The HSA-id is part of the name, so that a system that gets a new one gets a new certificate. */
    private Path client(HubSystem system, String ending) {
        return certificates.resolve(system.id() + "-" + system.hsaId().value() + "." + ending);
    }

    private Map<String, String> readTokens() throws IOException {
        Map<String, String> tokens = new HashMap<>();
        Path file = data.resolve(CREDENTIALS);
        if (Files.exists(file)) {
            for (JsonNode system : JSON.readTree(Files.readAllBytes(file)).path("systems")) {
                tokens.put(system.path("id").asText(), system.path("token").asText());
            }
        }
        return tokens;
    }

    private String password() throws IOException, GeneralSecurityException {
        Path file = certificates.resolve("password.txt");
        if (!Files.exists(file)) {
            writeText(file, secret());
        }
        return Files.readString(file).trim();
    }

    /** A new secret. */
    public String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static void writeText(Path file, String text) throws IOException, GeneralSecurityException {
        PrivateFiles.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void writeJson(Path file, JsonNode json) throws IOException, GeneralSecurityException {
        PrivateFiles.write(
                file,
                stream -> stream.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json)));
    }
}
