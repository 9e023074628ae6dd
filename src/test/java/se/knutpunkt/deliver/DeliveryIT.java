package se.knutpunkt.deliver;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.MessageStatus.DeliveryStatus;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.queue.HintQueues;

class DeliveryIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String OK = "{\"code\":\"ok\"}";
    private static final List<String> FHIR_SYSTEMS = List.of(
            "plain-way",
            "in-order",
            "no-receipt",
            "refuses",
            "busy",
            "faults",
            "endless",
            "slow",
            "quick",
            "lost",
            "away",
            "poison",
            "hospital",
            "receipts",
            "strange-hint",
            "unset",
            "stray",
            "in-hand",
            "busy-once",
            "by-password",
            "half-a-password");

    private static final Map<String, String> CREDENTIALS =
            Map.of("plain-way", "known", "unset", "never-set", "by-password", "by-password", "half-a-password", "half");

    @TempDir
    static Path data;

    private static WireMockServer http;
    private static DeliverFixture hub;
    private static List<HubSystem> systems;

    @BeforeAll
    static void start() throws Exception {
        http = new WireMockServer(wireMockConfig().dynamicPort().globalTemplating(true));
        http.start();
        hub = new DeliverFixture(data);
        systems = new ArrayList<>();
        FHIR_SYSTEMS.forEach(id -> systems.add(system(id, Outbound.Channel.PUSH_FHIR, Format.FHIR_JSON, "")));
        systems.add(system("in-xml", Outbound.Channel.PUSH_FHIR, Format.FHIR_XML, ""));
        systems.add(system("in-json", Outbound.Channel.PUSH_JSON, Format.EVENT_JSON, ""));
        systems.add(system("json-again", Outbound.Channel.PUSH_JSON, Format.EVENT_JSON, ""));
        systems.add(system("json-busy-once", Outbound.Channel.PUSH_JSON, Format.EVENT_JSON, ""));
        systems.add(system("xml-again", Outbound.Channel.PUSH_FHIR, Format.FHIR_XML, ""));
        systems.add(system("no-mapping", Outbound.Channel.PUSH_JSON, Format.EVENT_JSON, "canonical-to-nowhere"));
        // every delivery above makes a receipt for the sender of all messages
        stub(AcceptedMessages.SENDER, aResponse().withStatus(202));
        hub.activate(systems);
    }

    @AfterAll
    static void stop() {
        hub.close();
        http.stop();
    }

    @Test
    void messageArrivesWithItsIdsAndTheReceiptIsRecorded() throws Exception {
        stub("plain-way", receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-plain", "plain-way");
        awaitState(receipt, DeliveryState.DELIVERED);

        LoggedRequest request = requests("plain-way").get(0);
        JsonNode bundle = DeliverFixture.JSON.readTree(request.getBody());
        assertThat(request.getHeader("Content-Type")).startsWith("application/fhir+json");
        assertThat(request.getHeader("X-Hub-Message-Id"))
                .isEqualTo(receipt.messageId().toString());
        assertThat(request.getHeader("X-Hub-Delivery-Id"))
                .isEqualTo(delivery(receipt).deliveryId().toString());
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer secret");
        assertThat(request.getHeader("X-Hub-Attempt")).isEqualTo("1");
        assertThat(request.getHeader("X-Hub-Possible-Duplicate")).isNull();
        assertThat(request.getHeader("traceparent")).startsWith("00-" + AcceptedMessages.TRACE + "-");
        assertThat(request.getHeaders().keys())
                .noneMatch(name -> name.startsWith("Camel") || name.startsWith("JMS") || name.equals("enqueueNumber"));
        assertThat(bundle.at("/entry/0/resource/id").asText())
                .isEqualTo(receipt.messageId().toString());
        assertThat(hub.status(receipt).receipts())
                .extracting(row -> row.level())
                .containsExactly(ReceiptLevel.ACCEPTED, ReceiptLevel.RECEIVED);
        assertThat(hub.meters.get("hub.stage").tag("adapter", "plain-way").timers())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void plainJsonAndXmlReceiversGetTheirOwnForm() throws Exception {
        stub("in-json", aResponse().withBody(OK));
        stub(
                "in-xml",
                aResponse()
                        .withBody(
                                "<Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/><type value=\"message\"/><entry><resource>"
                                        + "<MessageHeader><id value=\"b\"/><response><identifier value=\"{{request.headers.X-Hub-Message-Id}}\"/>"
                                        + "<code value=\"ok\"/></response></MessageHeader></resource></entry></Bundle>"));
        IntakeReceipt receipt = hub.accept("v-forms", "in-json", "in-xml");
        awaitState(receipt, DeliveryState.DELIVERED);

        JsonNode event = DeliverFixture.JSON.readTree(requests("in-json").get(0).getBody());
        assertThat(event.at("/episode/id").asText())
                .as("by which the receiver may answer, though the sender wrote only its visit number")
                .isEqualTo(receipt.episodeId().toString());
        assertThat(event.path("messageId").asText())
                .isEqualTo(receipt.messageId().toString());
        assertThat(event.path("attempt").asInt()).isEqualTo(1);
        assertThat(event.path("possibleDuplicate").asBoolean()).isFalse();
        assertThat(event.path("deliveryId").asText()).isNotEmpty();
        assertThat(requests("in-xml").get(0).getBodyAsString())
                .contains("<MessageHeader", receipt.messageId().toString());
    }

    @Test
    void messagesOfOneCaseArriveInAcceptedOrder() {
        stub("in-order", receipt("ok"));
        List<String> accepted = new ArrayList<>();
        IntakeReceipt last = null;
        for (int i = 0; i < 13; i++) {
            last = hub.accept("v-order", "in-order");
            accepted.add(last.messageId().toString());
        }
        awaitState(last, DeliveryState.DELIVERED);
        assertThat(requests("in-order"))
                .extracting(request -> request.getHeader("X-Hub-Message-Id"))
                .containsExactlyElementsOf(accepted);
    }

    @Test
    void answerWithoutReceiptIsSentAgainAsAPossibleDuplicate() throws Exception {
        inTurn("no-receipt", aResponse().withStatus(200), receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-no-receipt", "no-receipt");
        awaitState(receipt, DeliveryState.DELIVERED);

        List<LoggedRequest> requests = requests("no-receipt");
        JsonNode first = DeliverFixture.JSON.readTree(requests.get(0).getBody());
        JsonNode second = DeliverFixture.JSON.readTree(requests.get(1).getBody());
        assertThat(second.at("/entry/0/resource/id")).isEqualTo(first.at("/entry/0/resource/id"));
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        assertThat(extension(first, Fhir.POSSIBLE_DUPLICATE).isMissingNode()).isTrue();
        assertThat(extension(second, Fhir.POSSIBLE_DUPLICATE)
                        .path("valueBoolean")
                        .asBoolean())
                .isTrue();
        assertThat(extension(second, Fhir.ATTEMPT).path("valueInteger").asInt()).isEqualTo(2);
        assertThat(requests.get(1).getHeader("X-Hub-Possible-Duplicate")).isEqualTo("true");
        assertThat(requests.get(1).getHeader("X-Hub-Delivery-Id"))
                .isEqualTo(requests.get(0).getHeader("X-Hub-Delivery-Id"));
    }

    @Test
    void aPlainJsonReceiverIsToldTheAttemptAndThatItMayHaveHadTheMessage() throws Exception {
        inTurn("json-again", aResponse().withStatus(504), aResponse().withBody(OK));
        IntakeReceipt receipt = hub.accept("v-json-again", "json-again");
        awaitState(receipt, DeliveryState.DELIVERED);

        JsonNode first = body("json-again", 0);
        JsonNode second = body("json-again", 1);
        assertThat(first.path("attempt").asInt()).isEqualTo(1);
        assertThat(first.path("possibleDuplicate").asBoolean(true)).isFalse();
        assertThat(second.path("attempt").asInt()).isEqualTo(2);
        assertThat(second.path("possibleDuplicate").asBoolean()).isTrue();
        assertThat(second.path("messageId").asText())
                .isEqualTo(first.path("messageId").asText())
                .isEqualTo(receipt.messageId().toString());
        assertThat(second.path("deliveryId").asText())
                .isEqualTo(first.path("deliveryId").asText())
                .isEqualTo(delivery(receipt).deliveryId().toString());
        assertHeaders("json-again", receipt, "true");
    }

    @Test
    void anXmlReceiverIsToldTheAttemptAndThatItMayHaveHadTheMessage() {
        inTurn("xml-again", aResponse().withStatus(504), receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-xml-again", "xml-again");
        awaitState(receipt, DeliveryState.DELIVERED);

        String second = requests("xml-again").get(1).getBodyAsString();
        assertThat(requests("xml-again").get(0).getBodyAsString())
                .doesNotContain(Fhir.ATTEMPT, Fhir.POSSIBLE_DUPLICATE);
        assertThat(second)
                .contains(receipt.messageId().toString())
                .containsPattern(Pattern.quote(Fhir.ATTEMPT) + "\">\\s*<valueInteger value=\"2\"/>")
                .containsPattern(Pattern.quote(Fhir.POSSIBLE_DUPLICATE) + "\">\\s*<valueBoolean value=\"true\"/>");
        assertHeaders("xml-again", receipt, "true");
    }

    @Test
    void whereTheReceiverSaysThatItDidNothingTheSecondAttemptIsNoPossibleDuplicate() throws Exception {
        for (String system : List.of("json-busy-once", "busy-once")) {
            inTurn(
                    system,
                    aResponse().withStatus(503),
                    system.startsWith("json") ? aResponse().withBody(OK) : receipt("ok"));
            IntakeReceipt receipt = hub.accept("v-" + system, system);
            awaitState(receipt, DeliveryState.DELIVERED);
            assertHeaders(system, receipt, null);
        }
        JsonNode event = body("json-busy-once", 1);
        assertThat(event.path("attempt").asInt()).isEqualTo(2);
        assertThat(event.path("possibleDuplicate").asBoolean(true)).isFalse();
        JsonNode bundle = body("busy-once", 1);
        assertThat(extension(bundle, Fhir.ATTEMPT).path("valueInteger").asInt()).isEqualTo(2);
        assertThat(extension(bundle, Fhir.POSSIBLE_DUPLICATE).isMissingNode()).isTrue();
    }

    @Test
    void refusedMessageIsHeldAndHoldsItsOwnLaneOnly() {
        inTurn("refuses", receipt("fatal-error"), receipt("ok"));
        IntakeReceipt refused = hub.accept("v-refused", "refuses");
        awaitState(refused, DeliveryState.HELD);
        IntakeReceipt behind = hub.accept("v-refused", "refuses");
        IntakeReceipt other = hub.accept("v-other", "refuses");
        awaitState(other, DeliveryState.DELIVERED);

        assertThat(delivery(refused).errorNumber()).isEqualTo("HUB-504");
        assertThat(delivery(behind).state()).isEqualTo(DeliveryState.READY);
        assertThat(delivery(behind).behindHeldHead()).isTrue();
        assertThat(hub.status(refused).receipts())
                .extracting(row -> row.level())
                .containsExactly(ReceiptLevel.ACCEPTED);
    }

    @Test
    void busyReceiverIsLeftAloneAndNothingIsMarked() {
        inTurn(
                "busy",
                aResponse().withStatus(503).withHeader("Retry-After", "1"),
                receipt("transient-error"),
                receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-busy", "busy");
        awaitState(receipt, DeliveryState.DELIVERED);
        assertThat(requests("busy"))
                .extracting(request -> request.getHeader("X-Hub-Possible-Duplicate"))
                .containsExactly(null, null, null);
    }

    @Test
    void everyFaultIsOutlivedAndARedirectIsNotFollowed() {
        stub("elsewhere", receipt("ok"));
        inTurn(
                "faults",
                aResponse().withStatus(500),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withStatus(200).withBody("<html>{]"),
                aResponse().withStatus(302).withHeader("Location", http.baseUrl() + "/elsewhere"),
                aResponse().withStatus(504),
                aResponse().withFixedDelay(4_000).withBody(OK),
                receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-faults", "faults");
        awaitState(receipt, DeliveryState.DELIVERED);

        assertThat(delivery(receipt).attempts()).isEqualTo(9);
        assertThat(requests("faults")).hasSize(9);
        assertThat(requests("elsewhere")).isEmpty();
        assertThat(requests("faults"))
                .extracting(request -> request.getHeader("X-Hub-Delivery-Id"))
                .containsOnly(delivery(receipt).deliveryId().toString());
    }

    @Test
    void answerWithoutEndIsCutOff() {
        inTurn(
                "endless",
                aResponse().withBody("{\"code\":\"ok\",\"x\":\"" + "x".repeat(200_000) + "\"}"),
                receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-endless", "endless");
        awaitState(receipt, DeliveryState.DELIVERED);
        assertThat(delivery(receipt).attempts()).isEqualTo(2);
    }

    @Test
    void messageThatAlwaysBreaksTheReceiverIsHeldAfterItsAttempts() {
        stub("poison", aResponse().withStatus(500));
        IntakeReceipt receipt = hub.accept("v-poison", "poison");
        awaitState(receipt, DeliveryState.HELD);
        assertThat(delivery(receipt).attempts()).isEqualTo(20);
    }

    @Test
    void slowReceiverDelaysNobodyElse() {
        stub("slow", aResponse().withFixedDelay(1_500).withBody(OK));
        stub("quick", receipt("ok"));
        List<IntakeReceipt> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(hub.accept("v-slow-" + i, "slow"));
        }
        List<IntakeReceipt> quick = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            quick.add(hub.accept("v-quick-" + i, "quick"));
        }
        quick.forEach(receipt -> awaitState(receipt, DeliveryState.DELIVERED));
        assertThat(slow)
                .as("the slow one is still at it")
                .anyMatch(receipt -> delivery(receipt).state() != DeliveryState.DELIVERED);
    }

    @Test
    void lostHintIsRepairedByTheSweep() {
        stub("lost", receipt("ok"));
        hub.afterCommit = lost -> {};
        IntakeReceipt receipt;
        try {
            receipt = hub.accept("v-lost", "lost");
        } finally {
            hub.afterCommit = hub.hints;
        }
        awaitState(receipt, DeliveryState.DELIVERED);
    }

    @Test
    void intakeGoesOnWhileTheBrokerIsAwayAndMessagesFlowWhenItIsBack() {
        stub("away", receipt("ok"));
        List<IntakeReceipt> accepted = new ArrayList<>();
        hub.broker.stop();
        try {
            for (int i = 0; i < 5; i++) {
                accepted.add(hub.accept("v-away-" + i, "away"));
            }
            await().atMost(SOON).until(() -> !hub.hints.isAvailable());
        } finally {
            hub.broker.start();
        }
        accepted.forEach(receipt -> awaitState(receipt, DeliveryState.DELIVERED));
    }

    @Test
    void faultOfOurMappingIsHeldAndNothingIsSent() {
        stub("no-mapping", aResponse().withBody(OK));
        IntakeReceipt receipt = hub.accept("v-mapping", "no-mapping");
        awaitState(receipt, DeliveryState.HELD);
        assertThat(delivery(receipt).errorNumber()).isEqualTo("HUB-506");
        assertThat(requests("no-mapping")).isEmpty();
    }

    @Test
    void receiptIsPushedToTheSenderAndGetsNone() throws Exception {
        stub("receipts", receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-receipts", "receipts");
        await().atMost(SOON)
                .until(() -> requests("hospital").stream()
                        .anyMatch(request -> request.getBodyAsString()
                                .contains(receipt.messageId().toString())));
        LoggedRequest pushed = requests("hospital").stream()
                .filter(request ->
                        request.getBodyAsString().contains(receipt.messageId().toString()))
                .findFirst()
                .orElseThrow();
        JsonNode response = DeliverFixture.JSON.readTree(pushed.getBody()).at("/entry/0/resource/response");
        assertThat(response.path("identifier").asText())
                .isEqualTo(receipt.messageId().toString());
        assertThat(response.path("code").asText()).isEqualTo("ok");
        assertThat(response.at("/extension/0/valueCode").asText()).isEqualTo("received");
        String deliveryId = pushed.getHeader("X-Hub-Delivery-Id");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(stateOf(UUID.fromString(deliveryId))).isEqualTo("DELIVERED"));
    }

    @Test
    void hintThatIsNoneGoesToTheDeadLetters() throws JMSException {
        try (Connection connection = hub.connections.jms().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue(HintQueues.of("strange-hint")))) {
            producer.send(session.createTextMessage("not a hint"));
            connection.start();
            await().atMost(SOON).until(() -> {
                try (var browser = session.createBrowser(session.createQueue(HintQueues.DEAD))) {
                    return browser.getEnumeration().hasMoreElements();
                }
            });
        }
    }

    @Test
    void nothingIsSentWithoutTheCredentialThatTheAdapterNames() {
        stub("unset", receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-unset", "unset");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(delivery(receipt).errorNumber()).isEqualTo("HUB-606"));
        assertThat(delivery(receipt).state()).isEqualTo(DeliveryState.READY);
        assertThat(requests("unset")).isEmpty();
    }

    @Test
    void aReceiverThatWantsAPasswordIsShownIt() {
        http.stubFor(post("/by-password").withBasicAuth("navet", "små:grodor").willReturn(receipt("ok")));
        IntakeReceipt receipt = hub.accept("v-password", "by-password");
        awaitState(receipt, DeliveryState.DELIVERED);
        assertThat(requests("by-password")).hasSize(1);
    }

    @Test
    void aUserWithoutItsPasswordIsNotSet() {
        stub("half-a-password", receipt("ok"));
        IntakeReceipt receipt = hub.accept("v-half", "half-a-password");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(delivery(receipt).errorNumber()).isEqualTo("HUB-606"));
        assertThat(requests("half-a-password")).isEmpty();
    }

    @Test
    void claimWhoseAnswerWasLostIsGivenBackAndSentAsAPossibleDuplicate() {
        stub("stray", receipt("ok"));
        hub.afterCommit = lost -> {};
        IntakeReceipt receipt;
        try {
            receipt = hub.accept("v-stray", "stray");
        } finally {
            hub.afterCommit = hub.hints;
        }
        UUID deliveryId = delivery(receipt).deliveryId();
        // claimed by this node, which never heard of it: the answer was lost on the way from the database
        assertThat(hub.ledgers.deliveries().claim(deliveryId)).isPresent();
        StrayClaims strays = new StrayClaims(hub.ledgers.deliveries(), hub.underWay);
        strays.release();
        assertThat(stateOf(deliveryId)).as("too young to be a stray").isEqualTo("SENDING");
        hub.database
                .sql()
                .sql("UPDATE delivery SET claimed_at = claimed_at - interval '1 minute' WHERE id = ?")
                .param(deliveryId)
                .update();
        strays.release();
        awaitState(receipt, DeliveryState.DELIVERED);
        assertThat(requests("stray"))
                .extracting(request -> request.getHeader("X-Hub-Possible-Duplicate"))
                .containsExactly("true");
        assertThat(hub.status(receipt).history()).extracting(row -> row.step()).contains("released");
    }

    @Test
    void claimThatIsInHandIsNoStray() {
        stub("in-hand", aResponse().withFixedDelay(1_000).withBody(OK));
        IntakeReceipt receipt = hub.accept("v-in-hand", "in-hand");
        await().atMost(SOON).until(() -> delivery(receipt).state() == DeliveryState.SENDING);
        hub.database
                .sql()
                .sql("UPDATE delivery SET claimed_at = claimed_at - interval '1 minute' WHERE id = ?")
                .param(delivery(receipt).deliveryId())
                .update();
        new StrayClaims(hub.ledgers.deliveries(), hub.underWay).release();
        awaitState(receipt, DeliveryState.DELIVERED);
        assertThat(requests("in-hand")).hasSize(1);
    }

    @Test
    void routesFollowTheConfiguration() {
        assertThat(hub.routes.listSystems()).contains("plain-way").doesNotContain("newcomer");
        List<HubSystem> more = new ArrayList<>(systems);
        more.add(system("newcomer", Outbound.Channel.PUSH_FHIR, Format.FHIR_JSON, ""));
        stub("newcomer", receipt("ok"));
        hub.activate(more);
        assertThat(hub.routes.listSystems()).contains("newcomer");
        awaitState(hub.accept("v-newcomer", "newcomer"), DeliveryState.DELIVERED);
        hub.activate(systems);
        assertThat(hub.routes.listSystems()).doesNotContain("newcomer").contains("plain-way");
    }

    private static HubSystem system(String id, Outbound.Channel channel, Format format, String mapping) {
        Outbound outbound = new Outbound(
                channel,
                format,
                mapping,
                http.baseUrl() + "/" + id,
                CREDENTIALS.getOrDefault(id, ""),
                Set.of(),
                id.equals("hospital"),
                false,
                Duration.ofSeconds(2),
                2,
                20,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                1_000);
        return new HubSystem(id, hsaId(id), id, Set.of(), null, outbound);
    }

    private static HsaId hsaId(String id) {
        return HsaId.of("SE2321000131-SYN" + id.replace("-", ""));
    }

    private static ResponseDefinitionBuilder receipt(String code) {
        return aResponse()
                .withHeader("Content-Type", "application/fhir+json")
                .withBody(
                        "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":"
                                + "\"MessageHeader\",\"response\":{\"identifier\":\"{{request.headers.X-Hub-Message-Id}}\",\"code\":\""
                                + code + "\"}}}]}");
    }

    private static void stub(String system, ResponseDefinitionBuilder answer) {
        http.stubFor(post("/" + system).willReturn(answer));
    }

    /** One answer after the other; the last one from then on. */
    private static void inTurn(String system, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            http.stubFor(post("/" + system)
                    .inScenario(system)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willReturn(answers[i])
                    .willSetStateTo("answer " + Math.min(i + 1, answers.length - 1)));
        }
    }

    private static List<LoggedRequest> requests(String system) {
        return http.findAll(postRequestedFor(urlEqualTo("/" + system)));
    }

    private static JsonNode body(String system, int attempt) throws IOException {
        return DeliverFixture.JSON.readTree(requests(system).get(attempt).getBody());
    }

    /** Two attempts under one message id and one delivery id, of which only the second may say that it is a possible duplicate. */
    private static void assertHeaders(String system, IntakeReceipt receipt, String possibleDuplicate) {
        List<LoggedRequest> requests = requests(system);
        assertThat(requests)
                .extracting(request -> request.getHeader("X-Hub-Attempt"))
                .containsExactly("1", "2");
        assertThat(requests)
                .extracting(request -> request.getHeader("X-Hub-Message-Id"))
                .containsOnly(receipt.messageId().toString());
        assertThat(requests)
                .extracting(request -> request.getHeader("X-Hub-Delivery-Id"))
                .containsOnly(delivery(receipt).deliveryId().toString());
        assertThat(requests)
                .extracting(request -> request.getHeader("X-Hub-Possible-Duplicate"))
                .containsExactly(null, possibleDuplicate);
    }

    private static DeliveryStatus delivery(IntakeReceipt receipt) {
        return hub.status(receipt).deliveries().get(0);
    }

    private static void awaitState(IntakeReceipt receipt, DeliveryState state) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() ->
                        assertThat(hub.status(receipt).deliveries()).allMatch(delivery -> delivery.state() == state));
    }

    private static String stateOf(UUID deliveryId) {
        return hub.database
                .sql()
                .sql("SELECT state FROM delivery WHERE id = ?")
                .param(deliveryId)
                .query(String.class)
                .single();
    }

    private static JsonNode extension(JsonNode bundle, String url) {
        for (JsonNode extension : bundle.at("/entry/0/resource/extension")) {
            if (url.equals(extension.path("url").asText())) {
                return extension;
            }
        }
        return bundle.path("none");
    }
}
