package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.intake.HubFixture;
import se.knutpunkt.intake.SentNotice;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.HeldContent;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.ledger.MessageStatus;
import se.knutpunkt.ledger.NewRevision;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.RevisionLedger;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.operate.failure.FailureGatherer;
import se.knutpunkt.operate.replay.PartyReplays;
import se.knutpunkt.operate.replay.Replays;

/** Edits, replays and withdrawals through pages and API of the whole hub, in a real browser and as a program. */
class MendIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Both fetch what they get, so that nothing goes before a test has looked at it. */
    private static final String ALE = "SE2120001439-SYN1440";

    private static final String ALE_SYSTEM = "municipality-ale";
    private static final String ALE_LSS = "SE2120001439-SYN1440LSS";

    /** Serves the same roles. */
    private static final String SUCCESSOR = "municipality-alingsas";

    private static HubFixture hub;
    private static ConsoleClient support;
    private static ConsoleClient admin;
    private static ConsoleClient second;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
        support = ConsoleClient.program("support-innehall");
        admin = ConsoleClient.program("admin");
        second = ConsoleClient.program("support-granskar");
    }

    @Test
    void anEditIsCheckedAsAtTheDoorAndSentOnce() throws Exception {
        Held held = held();
        ObjectNode bundle = content(held);
        ObjectNode broken = bundle.deepCopy();
        ((ObjectNode) broken.at("/entry/0/resource/sender/identifier")).put("value", "nobody");
        JsonNode wrong = body(support.json("POST", "/api/v1/ops/edits", edit(held, broken, UUID.randomUUID())), 422);
        assertThat(wrong.at("/wrong").findValuesAsText("code")).isNotEmpty();
        assertThat(wrong.at("/wrong/0/place").asText()).isNotEmpty();

        ObjectNode other = bundle.deepCopy();
        phone(other, "0522-111111");
        ((ObjectNode) other.at("/entry/0/resource/sender/identifier")).put("value", "SE2321000131-SYN000013B1");
        JsonNode envelope = body(support.json("POST", "/api/v1/ops/edits", edit(held, other, UUID.randomUUID())), 422);
        assertThat(envelope.at("/wrong").findValuesAsText("code")).contains(ErrorCode.EDIT_BEYOND_CONTENT.number());
        assertThat(stateOf(held)).isEqualTo(DeliveryState.HELD);

        phone(bundle, "0522-222222");
        UUID id = UUID.randomUUID();
        JsonNode first = body(support.json("POST", "/api/v1/ops/edits", edit(held, bundle, id)), 201);
        JsonNode again = body(support.json("POST", "/api/v1/ops/edits", edit(held, bundle, id)), 201);
        assertThat(again).isEqualTo(first);
        assertThat(first.at("/revision/state").asText()).isEqualTo("SENT");
        assertThat(stateOf(held)).isEqualTo(DeliveryState.SUPERSEDED);
        List<Claim> listed = hub.bean(DeliveryLedger.class).listInbox(ALE_SYSTEM, 200);
        assertThat(listed)
                .filteredOn(claim -> claim.messageId().equals(held.messageId()))
                .singleElement()
                .satisfies(claim -> {
                    assertThat(new String(claim.payload(), StandardCharsets.UTF_8))
                            .contains("0522-222222");
                    assertThat(claim.revision()).isEqualTo(2);
                });
        body(support.json("POST", "/api/v1/ops/edits", edit(held, bundle, UUID.randomUUID())), 409);
    }

    @Test
    void theEditorCannotApproveAndAnotherCan() throws Exception {
        Held held = held();
        ObjectNode bundle = content(held);
        phone(bundle, "0522-333333");
        UUID id = propose(held, bundle, "support-innehall");

        body(support.json("POST", "/api/v1/ops/edits/" + id + "/approve", why()), 409);
        try (Page page = ConsoleBrowser.get().open("support-innehall", "/messages/edits/" + id)) {
            ConsoleBrowser.get().check(page, "edit-one");
            page.fill("#reason", "jämför före godkännande");
            page.locator("form.confirm button").click();
            page.locator("pre.difference").waitFor();
            assertThat(page.locator("pre.difference .new").first().textContent())
                    .contains("0522-333333");
            ConsoleBrowser.get().check(page, "edit-compare");
        }
        ConsoleBrowser.get().check("admin", "/messages/edits", "edits");
        JsonNode sent = body(second.json("POST", "/api/v1/ops/edits/" + id + "/approve", why()), 200);
        assertThat(sent.at("/revision/decidedBy").asText()).isEqualTo("support-granskar");
        assertThat(stateOf(held)).isEqualTo(DeliveryState.SUPERSEDED);
    }

    @Test
    void whereTheAdapterAsksForItAnEditWaitsForASecondPerson() throws Exception {
        Held held = held();
        ObjectNode bundle = content(held);
        phone(bundle, "0522-555555");
        ConfigurationInForce configuration = hub.bean(ConfigurationInForce.class);
        InForce before = configuration.get();
        configuration.put(askingForSecondPerson(before));
        try {
            JsonNode kept = body(support.json("POST", "/api/v1/ops/edits", edit(held, bundle, UUID.randomUUID())), 201);
            assertThat(kept.at("/revision/state").asText()).isEqualTo("PROPOSED");
            assertThat(stateOf(held)).isEqualTo(DeliveryState.HELD);
            String id = kept.at("/revision/id").asText();
            JsonNode rejected = body(second.json("POST", "/api/v1/ops/edits/" + id + "/reject", why()), 200);
            assertThat(rejected.path("state").asText()).isEqualTo("REJECTED");
            body(second.json("POST", "/api/v1/ops/edits/" + id + "/approve", why()), 409);
        } finally {
            configuration.put(before);
        }
        assertThat(stateOf(held)).isEqualTo(DeliveryState.HELD);
    }

    private static InForce askingForSecondPerson(InForce now) {
        List<HubSystem> systems = now.directory().listSystems().stream()
                .map(system -> system.id().equals(ALE_SYSTEM) ? askingForSecondPerson(system) : system)
                .toList();
        return new InForce(
                now.hash(),
                now.catalogue(),
                new Directory(
                        now.directory().listParties(),
                        systems,
                        List.of(),
                        now.directory().listDocuments()),
                now.translator(),
                now.fastCheck(),
                now.exchange());
    }

    private static HubSystem askingForSecondPerson(HubSystem system) {
        Outbound out = system.outbound();
        return new HubSystem(
                system.id(),
                system.hsaId(),
                system.name(),
                system.actsFor(),
                system.inbound(),
                new Outbound(
                        out.channel(),
                        out.format(),
                        out.mapping(),
                        out.address(),
                        out.credential(),
                        out.events(),
                        out.pushReceipts(),
                        out.transportIsReceipt(),
                        out.timeout(),
                        out.concurrency(),
                        out.maxAttempts(),
                        out.firstBackOff(),
                        out.maxBackOff(),
                        out.circuitFailures(),
                        out.openingHours(),
                        out.receiptDeadline(),
                        true));
    }

    @Test
    void aPersonEditsInTheBrowserAndIsToldWhatIsWrong() throws Exception {
        Held held = held();
        try (Page page = ConsoleBrowser.get().open("support-innehall", "/messages/edits/new/" + held.deliveryId())) {
            assertThat(page.content()).doesNotContain("MessageHeader");
            ConsoleBrowser.get().check(page, "edit-ask");
            page.fill("#reason", "fel telefonnummer enligt avsändaren");
            page.locator("form.confirm button").click();
            page.locator("#text").waitFor();
            ConsoleBrowser.get().check(page, "edit");
            String text = page.inputValue("#text");
            page.fill("#text", text.replace("\"resourceType\" : \"Patient\"", "\"resourceType\" : \"Person\""));
            page.locator("form.confirm button").click();
            page.locator("[role=alert]").waitFor();
            assertThat(page.locator("[role=alert] li").first().textContent()).contains("HUB-");
            ConsoleBrowser.get().check(page, "edit-refused");
            assertThat(stateOf(held)).isEqualTo(DeliveryState.HELD);
            ObjectNode right = content(held);
            phone(right, "0522-444444");
            page.fill("#text", right.toPrettyString());
            page.locator("form.confirm button").click();
            page.locator(".notice").first().waitFor();
            assertThat(page.content()).contains("är sänd i stället för ursprunget");
        }
        assertThat(stateOf(held)).isEqualTo(DeliveryState.SUPERSEDED);
        assertThat(hub.sql()
                        .sql(
                                "SELECT count(*) FROM operator_action WHERE action = 'payload-viewed-to-edit' AND subject = ?")
                        .param("delivery " + held.deliveryId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aReplayIsShownFirstBegunOnceAndFollowedToItsEnd() throws Exception {
        Held held = held();
        ConsoleBrowser.get().check("support", "/replays", "replays");
        try (Page page = ConsoleBrowser.get().open("support", "/replays/new")) {
            ConsoleBrowser.get().check(page, "replay-new");
            page.selectOption("#kind", "RETRY");
            page.fill("#deliveries", held.deliveryId().toString());
            page.locator("form.filter button").click();
            page.locator("form.confirm").waitFor();
            assertThat(page.content()).contains("Leveranser i urvalet: 1");
            ConsoleBrowser.get().check(page, "replay-preview");
            page.fill("#reason", "mottagaren har rättat");
            page.locator("form.confirm button").click();
            page.waitForURL(url -> url.matches(".*/replays/[0-9a-f-]{36}"));
            String job = page.url().substring(page.url().lastIndexOf('/') + 1);
            await().atMost(SOON)
                    .until(() -> body(support.get("/api/v1/ops/replays/" + job), 200)
                            .path("state")
                            .asText()
                            .equals("DONE"));
            page.reload();
            assertThat(page.content()).contains("I mottagarens inkorg");
            ConsoleBrowser.get().check(page, "replay");
        }
        assertThat(stateOf(held)).isEqualTo(DeliveryState.READY);
    }

    @Test
    void aRedirectionTakesTheRightAndGoesAsTheRulesSay() throws Exception {
        Held held = held();
        String body = "{\"kind\":\"REDIRECT\",\"selection\":{\"deliveryIds\":[\"" + held.deliveryId()
                + "\"]},\"expected\":1,\"targetUnit\":\"" + ALE_LSS
                + "\",\"targetRole\":\"lss\",\"reason\":\"fel enhet angavs\"}";
        assertThat(ConsoleClient.program("support")
                        .json("POST", "/api/v1/ops/replays", body)
                        .statusCode())
                .isEqualTo(403);
        body(support.json("POST", "/api/v1/ops/replays", body.replace("\"lss\"", "\"hospital\"")), 400);

        String job = body(support.json("POST", "/api/v1/ops/replays", body), 201)
                .path("id")
                .asText();
        await().atMost(SOON)
                .until(() -> body(support.get("/api/v1/ops/replays/" + job), 200)
                        .path("state")
                        .asText()
                        .equals("DONE"));
        JsonNode item =
                body(support.get("/api/v1/ops/replays/" + job + "/items"), 200).at("/items/0");
        assertThat(item.path("state").asText()).as(item.toString()).isIn("IN_INBOX", "SKIPPED");
        if (item.path("state").asText().equals("IN_INBOX")) {
            assertThat(stateOf(held)).isEqualTo(DeliveryState.CANCELLED);
        } else {
            assertThat(item.path("errorNumber").asText()).isEqualTo(ErrorCode.WRONG_RECEIVER_ROLE.number());
        }
    }

    @Test
    void tenThousandAreNotChosenByMistake() throws Exception {
        body(support.json("POST", "/api/v1/ops/replays/preview", "{\"kind\":\"RETRY\",\"selection\":{}}"), 400);
        body(
                support.json(
                        "POST",
                        "/api/v1/ops/replays",
                        "{\"kind\":\"RETRY\",\"selection\":{\"receiverSystem\":\"x\"},"
                                + "\"expected\":10000,\"reason\":\"alla hållna\"}"),
                422);
        body(
                support.json(
                        "POST",
                        "/api/v1/ops/replays",
                        "{\"kind\":\"RETRY\",\"selection\":{\"receiverSystem\":\"x\"},"
                                + "\"expected\":10000,\"typed\":10000,\"reason\":\"alla hållna\"}"),
                409);
        body(
                support.json(
                        "POST",
                        "/api/v1/ops/replays",
                        "{\"kind\":\"RESEND\",\"selection\":{\"receiverSystem\":\"x\"},"
                                + "\"expected\":1,\"reason\":\"alla hållna\"}"),
                400);
        assertThat(ConsoleClient.loggedIn("support-innehall")
                        .get("/replays/new?kind=DROP%20TABLE&system=%27%3B--")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aMisaddressedMessageIsTakenBackWithProofAndItsSpreadIsSeen() throws Exception {
        UUID messageId = SentNotice.send(ALE, "social-services", "1440");
        try (Page page = ConsoleBrowser.get().open("support-innehall", "/misaddressed")) {
            ConsoleBrowser.get().check(page, "misaddressed-empty");
            page.fill("#messages", messageId.toString());
            page.locator("form.filter button").click();
            page.locator("form.confirm").waitFor();
            assertThat(page.content()).contains("Ale", "212000", "Oläst").doesNotContain("Åkesson");
            ConsoleBrowser.get().check(page, "misaddressed");
            page.fill("#reason", "sänt till fel kommun");
            page.locator("form.confirm button").click();
            page.waitForURL(url -> url.contains("/misaddressed/proofs/"));
            assertThat(page.content()).contains("Återtaget", "Oläst");
            ConsoleBrowser.get().check(page, "misaddressed-proof");
        }
        assertThat(hub.bean(DeliveryLedger.class).listInbox(ALE_SYSTEM, 200))
                .noneMatch(claim -> claim.messageId().equals(messageId));
        JsonNode spread = body(
                support.json("POST", "/api/v1/ops/misaddressed/spread", "{\"messages\":[\"" + messageId + "\"]}"), 200);
        assertThat(spread.path("persons").asInt()).isEqualTo(1);
        assertThat(spread.at("/receivers/0/outcome").asText()).isEqualTo("UNREAD");
        assertThat(spread.at("/receivers/0/fields")).isNotEmpty();
        body(support.json("POST", "/api/v1/ops/misaddressed/spread", "{\"messages\":[]}"), 400);
        body(
                support.json(
                        "POST",
                        "/api/v1/ops/misaddressed/withdrawals",
                        "{\"message\":\"" + UUID.randomUUID() + "\",\"reason\":\"finns inte\"}"),
                404);
    }

    @Test
    void twoPersonsEditAndApproveInTheirBrowsers() throws Exception {
        Held held = held();
        ObjectNode right = content(held);
        phone(right, "0522-666666");
        ConfigurationInForce configuration = hub.bean(ConfigurationInForce.class);
        InForce before = configuration.get();
        configuration.put(askingForSecondPerson(before));
        try (Page editor = ConsoleBrowser.get().open("support-innehall", "/messages/" + held.hubId())) {
            ConsoleBrowser.get().check(editor, "message-held");
            editor.locator("a[href*='/messages/edits/new/']").first().click();
            editor.fill("#reason", "fel telefonnummer enligt avsändaren");
            editor.locator("form.confirm button").click();
            editor.locator("#text").waitFor();
            assertThat(editor.content()).contains("En annan person måste godkänna");
            editor.fill("#text", right.toPrettyString());
            editor.locator("form.confirm button").click();
            editor.waitForURL(url -> url.matches(".*/messages/edits/[0-9a-f-]{36}"));
            assertThat(editor.content()).contains("väntar på att en annan person granskar");
            String address = editor.url().substring(editor.url().indexOf("/messages/edits/"));
            lookAt(editor);
            assertThat(editor.content()).contains("din egen ändring").doesNotContain("/approve");
            assertThat(stateOf(held)).isEqualTo(DeliveryState.HELD);
            String id = address.substring(address.lastIndexOf('/') + 1);
            assertThat(admin.json("POST", "/api/v1/ops/edits/" + id + "/approve", why())
                            .statusCode())
                    .as("who may not see it cannot be the second pair of eyes")
                    .isEqualTo(403);

            try (Page approver = ConsoleBrowser.get().open("support-granskar", "/messages/edits");
                    Page stale = ConsoleBrowser.get().open("support-granskar", address)) {
                approver.locator("a[href$='" + address + "']").first().click();
                lookAt(approver);
                lookAt(stale);
                ConsoleBrowser.get().check(approver, "edit-approve");
                approver.fill("#approve-reason", "jämfört med avsändarens besked");
                approver.locator("form[action$='/approve'] button").click();
                approver.waitForURL(url -> url.endsWith(address));
                assertThat(approver.content()).contains("godkänd och sänd");
                stale.fill("#reject-reason", "sidan är gammal");
                stale.locator("form[action$='/reject'] button").click();
                stale.locator("[role=alert]").waitFor();
                assertThat(stale.content()).contains(ErrorCode.STATE_CHANGED.number());
                ConsoleBrowser.get().check(stale, "stale-page");
            }
            editor.navigate(editor.url().replaceFirst("/messages/edits/.*", "/messages/" + held.hubId()));
            assertThat(editor.content()).contains("Ändrades av en person").doesNotContain("/messages/edits/new/");
        } finally {
            configuration.put(before);
        }
        assertThat(stateOf(held)).isEqualTo(DeliveryState.SUPERSEDED);
        assertThat(hub.bean(MessageLedger.class)
                        .find(held.hubId())
                        .orElseThrow()
                        .deliveries())
                .as("the original and one copy")
                .hasSize(2);
    }

    private static void lookAt(Page page) {
        page.locator("form[action$='/compare']").waitFor();
        page.fill("#reason", "jämför före beslut");
        page.locator("form[action$='/compare'] button").click();
        page.locator("pre.difference").waitFor();
    }

    @Test
    void aGroupIsMendedAsAReplayThatBothPagesLinkTo() throws Exception {
        Held held = held();
        hub.bean(FailureGatherer.class).gather();
        String group = hub.sql()
                .sql("SELECT group_id FROM failure WHERE item = ?")
                .param(held.deliveryId())
                .query(String.class)
                .single();
        String path = "/api/v1/ops/failure-groups/" + group + "/mend";
        body(support.json("POST", path, "{\"expected\":100000,\"typed\":100000,\"reason\":\"gammal sida\"}"), 409);
        try (Page page = ConsoleBrowser.get().open("support", "/failure-groups/" + group)) {
            ConsoleBrowser.get().check(page, "failure-group-to-mend");
            page.fill("#canary", "0");
            page.fill("#mend-reason", "översättningen är rättad");
            page.locator("form[action$='/mend'] button").click();
            page.waitForURL(url -> url.matches(".*/replays/[0-9a-f-]{36}"));
            String job = page.url().substring(page.url().lastIndexOf('/') + 1);
            await().atMost(SOON)
                    .until(() -> body(support.get("/api/v1/ops/replays/" + job), 200)
                            .path("state")
                            .asText()
                            .equals("DONE"));
            page.reload();
            page.locator("a[href$='/failure-groups/" + group + "']").first().click();
            page.locator("a[href$='/replays/" + job + "']").first().waitFor();
            ConsoleBrowser.get().check(page, "failure-group-mended");
            assertThat(body(support.get("/api/v1/ops/failure-groups/" + group + "/mending"), 200)
                            .path("id")
                            .asText())
                    .isEqualTo(job);
        }
        assertThat(stateOf(held)).isEqualTo(DeliveryState.READY);
        body(support.json("POST", path, "{\"reason\":\"en gång till\"}"), 409);
    }

    @Test
    void pressedTwiceOneReplayIsBegunAndAnotherPersonIsRefused() throws Exception {
        Held held = held();
        String begin = "{\"id\":\"" + UUID.randomUUID() + "\",\"kind\":\"RETRY\",\"selection\":{\"deliveryIds\":[\""
                + held.deliveryId() + "\"]},\"expected\":1,\"rate\":1,\"reason\":\"mottagaren har rättat\"}";
        ExecutorService three = Executors.newFixedThreadPool(3);
        try {
            List<Future<HttpResponse<String>>> answers = three.invokeAll(List.<Callable<HttpResponse<String>>>of(
                    () -> support.json("POST", "/api/v1/ops/replays", begin),
                    () -> support.json("POST", "/api/v1/ops/replays", begin),
                    () -> admin.json(
                            "POST",
                            "/api/v1/ops/replays",
                            begin.replaceFirst(
                                    "[0-9a-f]{8}-[0-9a-f-]{27}",
                                    UUID.randomUUID().toString()))));
            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(hub.sql()
                            .sql("SELECT count(DISTINCT job_id) FROM replay_item WHERE delivery_id = ?")
                            .param(held.deliveryId())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            three.shutdownNow();
        }
    }

    @Test
    void whatIsNoLongerSoIsRefusedWithItsReason() throws Exception {
        Held held = held();
        try (Page page =
                ConsoleBrowser.get().open("support", "/replays/new?kind=RETRY&deliveries=" + held.deliveryId())) {
            assertThat(hub.bean(DeliveryLedger.class).tryAgain(held.deliveryId(), "bo", "snabbare"))
                    .isTrue();
            page.fill("#reason", "mottagaren har rättat");
            page.locator("form.confirm button").click();
            page.locator("[role=alert]").waitFor();
            assertThat(page.content()).contains(ErrorCode.STATE_CHANGED.number());
        }
        String resend = "{\"kind\":\"RESEND\",\"selection\":{\"deliveryIds\":[\"" + held.deliveryId()
                + "\"]},\"expected\":1,\"reason\":\"inte levererat än\"}";
        body(support.json("POST", "/api/v1/ops/replays", resend), 409);
        body(support.json("POST", "/api/v1/ops/edits", edit(held, content(held), UUID.randomUUID())), 409);
        assertThat(ConsoleClient.loggedIn("support")
                        .get("/messages/" + held.hubId())
                        .body())
                .as("no way that would be refused")
                .doesNotContain("kind=RETRY", "/messages/edits/new/");
    }

    @Test
    void manyAreBegunOnlyWhenTheirNumberIsTyped() throws Exception {
        Held held = held();
        String system = "none-" + held.deliveryId();
        hub.sql()
                .sql(
                        "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, position, attempts, head, kind, state,"
                                + " receiver_system, receiver_party, receiver_unit, receiver_role, sections, error_number)"
                                + " SELECT uuid_beside(d.id, gen_random_uuid()), d.hub_id, gen_random_uuid(), d.accepted_at, now(), 0, 1, true,"
                                + " d.kind, 'HELD', ?, d.receiver_party, d.receiver_unit, d.receiver_role, d.sections, d.error_number"
                                + " FROM delivery d CROSS JOIN generate_series(1, 600) WHERE d.id = ?")
                .params(system, held.deliveryId())
                .update();
        try (Page page = ConsoleBrowser.get().open("support", "/replays/new?kind=RETRY&system=" + system)) {
            String form = page.url();
            ConsoleBrowser.get().check(page, "replay-many");
            page.fill("#typed", "60");
            page.fill("#reason", "mottagaren har rättat");
            page.locator("form.confirm button").click();
            page.locator("[role=alert]").waitFor();
            assertThat(page.content()).contains(ErrorCode.SELECTION_TOO_LARGE.number());
            page.navigate(form);
            page.fill("#typed", "600");
            page.fill("#reason", "mottagaren har rättat");
            page.locator("form.confirm button").click();
            page.waitForURL(url -> url.matches(".*/replays/[0-9a-f-]{36}"));
            page.locator("button[value=STOP]").waitFor();
            page.fill("#reason", "det var fel urval");
            page.locator("button[value=STOP]").click();
            page.locator(".notice").first().waitFor();
            assertThat(page.content()).contains("Avbruten");
            ConsoleBrowser.get().check(page, "replay-stopped");
        } finally {
            hub.sql()
                    .sql("DELETE FROM delivery WHERE receiver_system = ?")
                    .param(system)
                    .update();
        }
    }

    @Test
    void aPartyThatClosesDownIsForwardedToTheOneThatTakesOver() throws Exception {
        // what others have left in replays of theirs
        Replays replays = hub.bean(Replays.class);
        replays.list(0, 100).stream()
                .filter(job -> !job.state().hasEnded())
                .forEach(job -> replays.steer(job.id(), Replays.Step.STOP, "admin", "för provet"));
        Held held = held();
        PartyReplays parties = hub.bean(PartyReplays.class);
        int left = parties.previewForward(ALE_SYSTEM).deliveries();
        PartyReplays.Asked asked = new PartyReplays.Asked(UUID.randomUUID(), left, left);
        ReplayJob job = parties.forward(asked, ALE_SYSTEM, SUCCESSOR, "admin", "kommunerna går samman");
        assertThat(parties.forward(asked, ALE_SYSTEM, SUCCESSOR, "admin", "kommunerna går samman")
                        .id())
                .isEqualTo(job.id());
        assertThat(parties.find(SUCCESSOR, job.id())).as("of another party").isEmpty();
        await().atMost(SOON)
                .until(() ->
                        parties.find(ALE_SYSTEM, job.id()).orElseThrow().state().hasEnded());
        assertThat(stateOf(held)).isEqualTo(DeliveryState.CANCELLED);
        assertThat(hub.sql()
                        .sql("SELECT receiver_party || ' ' || receiver_role FROM delivery WHERE origin_id = ?")
                        .param(held.deliveryId())
                        .query(String.class)
                        .single())
                .isEqualTo(SUCCESSOR + " social-services");
        ConsoleBrowser.get().check("admin", "/replays/" + job.id(), "replay-forward");
        ConsoleBrowser.get().check("admin", "/messages/" + held.hubId(), "message-redirected");
    }

    private record Held(UUID hubId, UUID messageId, UUID deliveryId) {}

    /** A message to a receiver that fetches, held because its mapping failed. */
    private static Held held() {
        UUID messageId = SentNotice.send(ALE, "social-services", "1440");
        MessageStatus status = hub.bean(MessageLedger.class).find(messageId).orElseThrow();
        UUID delivery = status.deliveries().get(0).deliveryId();
        assertThat(hub.bean(DeliveryLedger.class)
                        .holdInboxItem(ALE_SYSTEM, delivery, ErrorCode.OUTBOUND_MAPPING_FAILED))
                .isTrue();
        return new Held(status.receipt().hubId(), messageId, delivery);
    }

    private static DeliveryState stateOf(Held held) {
        return hub.bean(MessageLedger.class).find(held.hubId()).orElseThrow().deliveries().stream()
                .filter(status -> status.deliveryId().equals(held.deliveryId()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static ObjectNode content(Held held) throws Exception {
        HeldContent content =
                hub.bean(RevisionLedger.class).findContent(held.deliveryId()).orElseThrow();
        return (ObjectNode) JSON.readTree(content.delivery().payload());
    }

    private static void phone(ObjectNode bundle, String number) {
        for (JsonNode entry : bundle.path("entry")) {
            for (JsonNode input : entry.at("/resource/input")) {
                if (input.at("/type/coding/0/code").asText().equals("contactPhone")) {
                    ((ObjectNode) input).put("valueString", number);
                    return;
                }
            }
        }
        ArrayNode inputs = (ArrayNode) bundle.findValue("input");
        ObjectNode input = inputs.addObject();
        input.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "https://knutpunkt.se/fhir/CodeSystem/element")
                .put("code", "contactPhone");
        input.put("valueString", number);
    }

    private static String edit(Held held, ObjectNode bundle, UUID id) {
        return JSON.createObjectNode()
                .put("id", id.toString())
                .put("deliveryId", held.deliveryId().toString())
                .put("basedOn", held.hubId().toString())
                .put("text", bundle.toString())
                .put("reason", "fel nummer, enligt avsändaren")
                .toString();
    }

    private static UUID propose(Held held, ObjectNode bundle, String editor) {
        byte[] bytes = bundle.toString().getBytes(StandardCharsets.UTF_8);
        return hub.bean(RevisionLedger.class)
                .make(new NewRevision(
                        hub.bean(se.knutpunkt.message.Ids.class).next(),
                        held.hubId(),
                        held.hubId(),
                        Set.of(held.deliveryId()),
                        bytes,
                        "ab",
                        true,
                        editor,
                        "fel nummer"))
                .id();
    }

    private static String why() {
        return "{\"reason\":\"granskad och rätt\"}";
    }

    private static JsonNode body(java.net.http.HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
