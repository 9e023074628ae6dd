package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.AttachmentLimits;
import se.knutpunkt.canonical.Definitions;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.receipt.Outcomes;
import se.knutpunkt.translate.TestConfiguration;

/** The server of definitions in a real Tomcat, beside the servlet that the routes are behind. */
class FhirDefinitionServerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOOD = Path.of("test-data", "canonical", "admission-notice.json");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T09:00:00Z"), ZoneOffset.UTC);

    private static WebServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        ConfigurationInForce configuration = new ConfigurationInForce();
        FastCheck fastCheck =
                new FastCheck(new Definitions(TestCatalogue.get()), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);
        configuration.put(new InForce("", TestCatalogue.get(), TestConfiguration.directory(), null, fastCheck));
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        server = factory.getWebServer(
                routes(),
                new FhirDefinitionServerBeans()
                        .fhirDefinitionServer(configuration, new Outcomes(new ErrorTexts()), CLOCK),
                new IntakeBeans().processMessageToRoutes());
        server.start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void messagesGoToTheRoutesAndNotToTheServer() throws Exception {
        HttpResponse<String> answer = post("/fhir/$process-message", "{}", "application/fhir+json");
        assertThat(answer.body()).isEqualTo("routes");
    }

    @Test
    void theCapabilityStatementNamesEveryEventAndWhereToSendIt() throws Exception {
        JsonNode statement = JSON.readTree(get("/fhir/metadata").body());
        JsonNode messaging = statement.path("messaging").path(0);
        assertThat(statement.path("resourceType").asText()).isEqualTo("CapabilityStatement");
        assertThat(messaging.path("endpoint").path(0).path("address").asText()).endsWith("/fhir/$process-message");
        assertThat(messaging.path("supportedMessage"))
                .hasSize(2 * TestCatalogue.get().listEvents().size());
    }

    @ParameterizedTest
    @CsvSource({
        "StructureDefinition/hub-patient",
        "CodeSystem/event",
        "ValueSet/role",
        "MessageDefinition/admission-notice-1",
    })
    void aDefinitionIsReadByItsId(String path) throws Exception {
        HttpResponse<String> answer = get("/fhir/" + path);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode definition = JSON.readTree(answer.body());
        assertThat(definition.path("resourceType").asText() + "/"
                        + definition.path("id").asText())
                .isEqualTo(path);
    }

    @Test
    void definitionsAreFoundByTheirUrl() throws Exception {
        JsonNode all = JSON.readTree(get("/fhir/CodeSystem").body());
        JsonNode one = JSON.readTree(get("/fhir/CodeSystem?url=https://knutpunkt.se/fhir/CodeSystem/role")
                .body());
        JsonNode none = JSON.readTree(get("/fhir/ConceptMap").body());
        assertThat(all.path("entry").size()).isGreaterThan(10);
        assertThat(one.path("entry")).hasSize(1);
        assertThat(none.path("resourceType").asText()).isEqualTo("Bundle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/CodeSystem/none", "/fhir/Patient", "/fhir/Patient/1"})
    void whatIsNotThereIsToldInAnOutcomeWithoutAStackTrace(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body())
                .contains("OperationOutcome")
                .doesNotContain("\tat ")
                .doesNotContain(".java:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/$validate", "/fhir/Bundle/$validate"})
    void aGoodMessageHasNoError(String path) throws Exception {
        HttpResponse<String> answer = post(path, Files.readString(GOOD), "application/fhir+json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("issue"))
                .isNotEmpty()
                .noneMatch(issue -> issue.path("severity").asText().equals("error"));
    }

    @Test
    void everyDepthOfCheckingIsHeardInOneOutcome() throws Exception {
        ObjectNode bundle = (ObjectNode) JSON.readTree(GOOD.toFile());
        ObjectNode patient = (ObjectNode) bundle.path("entry").path(1).path("resource");
        patient.put("gender", "kvinna");
        ((ObjectNode) bundle.path("entry").path(2).path("resource")).remove("serviceProvider");
        ObjectNode parameters = JSON.createObjectNode().put("resourceType", "Parameters");
        parameters.putArray("parameter").addObject().put("name", "resource").set("resource", bundle);
        JsonNode outcome = JSON.readTree(post("/fhir/$validate", parameters.toString(), "application/fhir+json")
                .body());
        assertThat(outcome.path("issue"))
                .as("fast check")
                .anyMatch(issue -> "HUB-103".equals(number(issue))
                        && "Patient.gender"
                                .equals(issue.path("expression").path(0).asText()));
        assertThat(outcome.path("issue")).as("event check").anyMatch(issue -> "HUB-101".equals(number(issue)));
        assertThat(outcome.path("issue"))
                .as("full validation")
                .anyMatch(issue -> number(issue).isEmpty()
                        && "error".equals(issue.path("severity").asText()));
    }

    @Test
    void xmlIsValidatedAndAnsweredInXml() throws Exception {
        String bundle = "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/></Bundle>";
        HttpResponse<String> answer = post("/fhir/$validate", bundle, "application/fhir+xml");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<OperationOutcome", "HUB-101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"a\": 1, \"a\": 2}", "not json"})
    void whatCannotBeReadIsToldAndNotThrown(String body) throws Exception {
        HttpResponse<String> answer = post("/fhir/$validate", body, "application/fhir+json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome").doesNotContain("\tat ");
    }

    private static String number(JsonNode issue) {
        return issue.path("details").path("coding").path(0).path("code").asText();
    }

    private static ServletRegistrationBean<DispatcherServlet> routes() {
        GenericWebApplicationContext context = new GenericWebApplicationContext();
        HttpRequestHandler handler = (request, response) -> response.getWriter().write("routes");
        context.registerBean(
                SimpleUrlHandlerMapping.class,
                () -> new SimpleUrlHandlerMapping(Map.of("/fhir/$process-message", handler)));
        ServletRegistrationBean<DispatcherServlet> routes =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
        routes.setName("dispatcherServlet");
        return routes;
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + server.getPort() + path);
    }
}
