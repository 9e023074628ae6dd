package se.knutpunkt.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.Ledgers;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.receipt.Outcomes;
import se.knutpunkt.receipt.ProblemJson;
import se.knutpunkt.receipt.ReceiptJson;
import se.knutpunkt.receipt.ResponseBundle;
import se.knutpunkt.translate.TestConfiguration;

class InboxIT {

    private static final String START = "2020-01-01T00:00:00Z";

    private static LedgerFixture database;
    private static Ledgers ledgers;
    private static InboxWaiters waiters;
    private static MockMvc mvc;

    @BeforeAll
    static void start() {
        database = LedgerFixture.create();
        ledgers = database.ledgers();
        List<HubSystem> systems = new ArrayList<>();
        for (String id : List.of(
                "oldest",
                "own",
                "other",
                "waiter",
                "again",
                "refuser",
                "twice",
                "sender-view",
                "sender-view-2",
                "second")) {
            systems.add(system(id, Outbound.Channel.PULL, Format.EVENT_JSON, ""));
        }
        systems.add(system("in-fhir", Outbound.Channel.PULL, Format.FHIR_JSON, ""));
        systems.add(system("in-xml", Outbound.Channel.PULL, Format.FHIR_XML, ""));
        systems.add(system("no-mapping", Outbound.Channel.PULL, Format.EVENT_JSON, "canonical-to-nowhere"));
        systems.add(system("pushed", Outbound.Channel.PUSH_JSON, Format.EVENT_JSON, ""));
        systems.forEach(system -> ledgers.controls().register(system.id(), system.outbound()));
        ConfigurationInForce configuration = new ConfigurationInForce();
        configuration.put(new InForce(
                "hash",
                TestConfiguration.catalogue(),
                new Directory(List.of(), systems),
                TestConfiguration.translator(),
                null));
        ErrorTexts texts = new ErrorTexts();
        ReceiptJson receipts = new ReceiptJson(texts);
        TimeOrderedIds ids = new TimeOrderedIds();
        OutgoingWriter writer = new OutgoingWriter(
                new ResponseBundle(ids, Clock.systemUTC(), "urn:x-hub:knutpunkt", new Outcomes(texts)), receipts);
        InboxItems items =
                new InboxItems(ledgers.deliveries(), ledgers.manifests(), configuration, writer, database.hasher());
        waiters = new InboxWaiters(items);
        mvc = MockMvcBuilders.standaloneSetup(
                        new InboxController(items, waiters, ledgers.deliveries()),
                        new MessageController(ledgers.messages(), new MessageStatusJson(receipts)))
                .setControllerAdvice(new Problems(new ProblemJson(texts)))
                .build();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void oldestComesFirstAndTheNextOfACaseOnlyAfterTheAcknowledgement() throws Exception {
        IntakeReceipt first = accept("v-oldest", "oldest");
        IntakeReceipt behind = accept("v-oldest", "oldest");
        IntakeReceipt other = accept("v-oldest-2", "oldest");

        JsonNode items = list("oldest");
        assertThat(messageIds(items)).containsExactly(id(first), id(other));
        acknowledge("oldest", items.at("/items/0/deliveryId").asText());
        assertThat(messageIds(list("oldest"))).containsExactly(id(behind), id(other));
        assertThat(call(get("/api/v1/inbox?limit=1"), "oldest").path("items")).hasSize(1);
    }

    @Test
    void eachGetsItsOwnFormat() throws Exception {
        IntakeReceipt receipt = accept("v-format", "in-fhir", "in-xml", "own");
        JsonNode fhir = list("in-fhir").at("/items/0");
        JsonNode xml = list("in-xml").at("/items/0");
        JsonNode event = list("own").at("/items/0");

        assertThat(fhir.path("contentType").asText()).isEqualTo("application/fhir+json");
        assertThat(fhir.at("/message/entry/0/resource/id").asText()).isEqualTo(id(receipt));
        assertThat(xml.path("message").asText()).startsWith("<").contains(id(receipt));
        assertThat(event.at("/message/messageId").asText()).isEqualTo(id(receipt));
        assertThat(event.at("/message/deliveryId")).isEqualTo(event.path("deliveryId"));
        MockHttpServletResponse alone =
                answer(get("/api/v1/inbox/" + xml.path("deliveryId").asText()), "in-xml");
        assertThat(alone.getContentType()).startsWith("application/fhir+xml");
        assertThat(alone.getHeader("X-Hub-Message-Id")).isEqualTo(id(receipt));
        assertThat(alone.getContentAsString()).contains("<MessageHeader");
    }

    @Test
    void nobodyReadsOrTakesWhatIsAnothers() throws Exception {
        accept("v-own", "other");
        String deliveryId = list("other").at("/items/0/deliveryId").asText();
        for (MockHttpServletRequestBuilder request :
                List.of(get("/api/v1/inbox/" + deliveryId), post("/api/v1/inbox/" + deliveryId + "/ack"))) {
            MockHttpServletResponse refused = answer(request, "second");
            assertThat(refused.getStatus()).isEqualTo(404);
            assertThat(refused.getContentType()).startsWith(ProblemJson.MEDIA_TYPE);
            assertThat(DeliverFixture.JSON
                            .readTree(refused.getContentAsByteArray())
                            .path("number")
                            .asText())
                    .isEqualTo("HUB-014");
        }
        assertThat(list("other").path("items")).hasSize(1);
    }

    @Test
    void acknowledgingTwiceIsHarmless() throws Exception {
        IntakeReceipt receipt = accept("v-twice", "second");
        String deliveryId = list("second").at("/items/0/deliveryId").asText();
        acknowledge("second", deliveryId);
        acknowledge("second", deliveryId);
        assertThat(list("second").path("items")).isEmpty();
        JsonNode status = status(receipt, "second");
        assertThat(status.at("/deliveries/0/state").asText()).isEqualTo("delivered");
        assertThat(status.at("/receipts/received")).hasSize(1);
    }

    @Test
    void whoWaitsIsAnsweredWhenSomethingComes() throws Exception {
        MvcResult waiting = perform(get("/api/v1/inbox?wait=60s"), "waiter");
        waiters.look();
        assertThat(waiting.getRequest().isAsyncStarted()).isTrue();
        IntakeReceipt receipt = accept("v-wait", "waiter");
        waiters.look();
        JsonNode items = DeliverFixture.JSON.readTree(
                mvc.perform(asyncDispatch(waiting)).andReturn().getResponse().getContentAsByteArray());
        assertThat(messageIds(items)).containsExactly(id(receipt));
    }

    @Test
    void whoWaitsIsAnsweredEmptyWhenTheNodeStopsAndNobodyElseIsKept() throws Exception {
        MvcResult waiting = perform(get("/api/v1/inbox?wait=PT60S"), "again");
        waiters.release();
        try {
            assertThat(itemsAfterWaiting(waiting)).isEmpty();
            MvcResult late = perform(get("/api/v1/inbox?wait=PT60S"), "again");
            assertThat(late.getAsyncResult(0)).as("answered at once").isNotNull();
            assertThat(itemsAfterWaiting(late)).isEmpty();
        } finally {
            waiters.open();
        }
    }

    private static JsonNode itemsAfterWaiting(MvcResult waiting) throws Exception {
        byte[] answer =
                mvc.perform(asyncDispatch(waiting)).andReturn().getResponse().getContentAsByteArray();
        return DeliverFixture.JSON.readTree(answer).path("items");
    }

    @Test
    void whatWasAcknowledgedComesAgainInOrderWhenAskedFor() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            accepted.add(id(accept("v-again", "again")));
            acknowledge("again", list("again").at("/items/0/deliveryId").asText());
        }
        assertThat(call(post("/api/v1/inbox/redeliver?from=" + START), "again")
                        .path("redelivered")
                        .asInt())
                .isEqualTo(3);
        List<String> again = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode item = list("again").at("/items/0");
            assertThat(item.path("possibleDuplicate").asBoolean()).isTrue();
            again.add(item.path("messageId").asText());
            acknowledge("again", item.path("deliveryId").asText());
        }
        assertThat(again).containsExactlyElementsOf(accepted);
        assertThat(list("again").path("items")).isEmpty();
    }

    @Test
    void whatIsListedAgainBeforeItsAcknowledgementIsMarked() throws Exception {
        accept("v-twice", "twice");
        JsonNode first = list("twice").at("/items/0");
        assertThat(first.path("attempt").asInt()).isEqualTo(1);
        assertThat(first.path("possibleDuplicate").asBoolean()).isFalse();
        JsonNode second = list("twice").at("/items/0");
        assertThat(second.path("deliveryId")).isEqualTo(first.path("deliveryId"));
        assertThat(second.path("attempt").asInt()).isEqualTo(2);
        assertThat(second.path("possibleDuplicate").asBoolean()).isTrue();
    }

    @Test
    void whoIsForgottenWhileWaitingIsAnsweredEmptyWhenTheTimeIsOver() throws Exception {
        MvcResult waiting = perform(get("/api/v1/inbox?wait=1s"), "again");
        // nobody looks: the container's own time limit answers
        MockAsyncContext container = (MockAsyncContext) waiting.getRequest().getAsyncContext();
        for (AsyncListener listener : container.getListeners()) {
            listener.onTimeout(new AsyncEvent(container));
        }
        assertThat(itemsAfterWaiting(waiting)).isEmpty();
    }

    @Test
    void whatAReceiverCannotTakeIsHeld() throws Exception {
        IntakeReceipt receipt = accept("v-refuser", "refuser");
        String deliveryId = list("refuser").at("/items/0/deliveryId").asText();
        call(post("/api/v1/inbox/" + deliveryId + "/ack").content("{\"code\":\"transient-error\"}"), "refuser");
        assertThat(list("refuser").path("items")).hasSize(1);
        call(post("/api/v1/inbox/" + deliveryId + "/ack").content("{\"code\":\"fatal-error\"}"), "refuser");
        assertThat(list("refuser").path("items")).isEmpty();
        assertThat(status(receipt, "refuser").at("/deliveries/0/state").asText())
                .isEqualTo("held");
        assertThat(status(receipt, "refuser").at("/deliveries/0/error").asText())
                .isEqualTo("HUB-504");
    }

    @Test
    void whatCannotBeTranslatedIsHeldAndTheListIsStillAnswered() throws Exception {
        IntakeReceipt receipt = accept("v-mapping", "no-mapping");
        assertThat(list("no-mapping").path("items")).isEmpty();
        assertThat(status(receipt, AcceptedMessages.SENDER)
                        .at("/deliveries/0/state")
                        .asText())
                .isEqualTo("held");
    }

    @Test
    void wrongParametersAreToldByNameAndWrongCallersHaveNoInbox() throws Exception {
        assertThat(problem(get("/api/v1/inbox?wait=soon"), "own")).isEqualTo("400 HUB-015 wait");
        assertThat(problem(get("/api/v1/inbox?limit=all"), "own")).isEqualTo("400 HUB-015 limit");
        assertThat(problem(post("/api/v1/inbox/redeliver?from=yesterday"), "own"))
                .isEqualTo("400 HUB-015 from");
        assertThat(problem(post("/api/v1/inbox/redeliver"), "own")).isEqualTo("400 HUB-015 from");
        assertThat(problem(get("/api/v1/inbox/no-uuid"), "own")).isEqualTo("404 HUB-014 id");
        assertThat(problem(post("/api/v1/inbox/" + UUID.randomUUID() + "/ack").content("{"), "own"))
                .isEqualTo("400 HUB-006 body");
        assertThat(problem(get("/api/v1/inbox"), "pushed")).isEqualTo("404 HUB-014 inbox");
        assertThat(problem(get("/api/v1/inbox"), "unknown")).isEqualTo("404 HUB-014 inbox");
    }

    @Test
    void senderSeesAllReceiversAndAReceiverOnlyItself() throws Exception {
        IntakeReceipt receipt = accept("v-view", "sender-view", "sender-view-2");
        JsonNode all = status(receipt, AcceptedMessages.SENDER);
        JsonNode own = status(receipt, "sender-view");
        assertThat(all.path("deliveries")).hasSize(2);
        assertThat(all.at("/receipts/accepted")).hasSize(1);
        assertThat(all.at("/receipts/received")).isEmpty();
        assertThat(all.at("/receipts/kvittens")).isEmpty();
        assertThat(own.path("deliveries")).hasSize(1);
        assertThat(own.path("receivers").isMissingNode()).isTrue();
        assertThat(problem(get("/api/v1/messages/" + receipt.hubId()), "other")).isEqualTo("404 HUB-014 id");
        assertThat(call(get("/api/v1/messages/" + id(receipt)), AcceptedMessages.SENDER)
                        .path("hubId")
                        .asText())
                .isEqualTo(receipt.hubId().toString());
    }

    private static HubSystem system(String id, Outbound.Channel channel, Format format, String mapping) {
        Outbound outbound = new Outbound(
                channel,
                format,
                mapping,
                "",
                "",
                Set.of(),
                false,
                false,
                Duration.ofSeconds(2),
                2,
                20,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                1_000);
        return new HubSystem(id, HsaId.of("SE2321000131-SYN" + id.replace("-", "")), id, Set.of(), null, outbound);
    }

    private static IntakeReceipt accept(String visit, String... systems) {
        return AcceptedMessages.accept(ledgers, visit, systems);
    }

    private static String id(IntakeReceipt receipt) {
        return receipt.messageId().toString();
    }

    private static List<String> messageIds(JsonNode items) {
        List<String> ids = new ArrayList<>();
        items.path("items").forEach(item -> ids.add(item.path("messageId").asText()));
        return ids;
    }

    private static JsonNode list(String system) throws Exception {
        return call(get("/api/v1/inbox"), system);
    }

    private static void acknowledge(String system, String deliveryId) throws Exception {
        assertThat(call(post("/api/v1/inbox/" + deliveryId + "/ack"), system)
                        .path("code")
                        .asText())
                .isEqualTo("ok");
    }

    private static JsonNode status(IntakeReceipt receipt, String system) throws Exception {
        return call(get("/api/v1/messages/" + receipt.hubId()), system);
    }

    private static String problem(MockHttpServletRequestBuilder request, String system) throws Exception {
        MockHttpServletResponse response = answer(request, system);
        JsonNode problem = DeliverFixture.JSON.readTree(response.getContentAsByteArray());
        return response.getStatus() + " " + problem.path("number").asText() + " "
                + problem.path("place").asText();
    }

    private static JsonNode call(MockHttpServletRequestBuilder request, String system) throws Exception {
        MockHttpServletResponse response = answer(request, system);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return DeliverFixture.JSON.readTree(response.getContentAsByteArray());
    }

    private static MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String system)
            throws Exception {
        MvcResult result = perform(request, system);
        return result.getRequest().isAsyncStarted()
                ? mvc.perform(asyncDispatch(result)).andReturn().getResponse()
                : result.getResponse();
    }

    private static MvcResult perform(MockHttpServletRequestBuilder request, String system) throws Exception {
        return mvc.perform(request.principal(() -> system)).andReturn();
    }
}
