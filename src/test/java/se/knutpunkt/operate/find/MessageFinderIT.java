package se.knutpunkt.operate.find;

import static org.assertj.core.api.Assertions.assertThat;
import static se.knutpunkt.operate.find.FoundMessages.ALE;
import static se.knutpunkt.operate.find.FoundMessages.OTHER_PERSON;
import static se.knutpunkt.operate.find.FoundMessages.ale;
import static se.knutpunkt.operate.find.FoundMessages.dalsEd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.SearchTerms;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.operate.find.FoundMessages.Wanted;

/** Every key of a search finds its messages, and only those, in a real ledger. */
class MessageFinderIT {

    private static FoundMessages ledger;
    private static IntakeReceipt first;
    private static IntakeReceipt second;
    private static IntakeReceipt toAle;
    private static IntakeReceipt fromAle;
    private static IntakeReceipt refused;
    private static IntakeReceipt held;

    @BeforeAll
    static void messages() {
        ledger = new FoundMessages();
        Wanted admission = Wanted.admission("adt-nu");
        first = ledger.accept(admission.during("VT4711"), "MSG00001", FoundMessages.canonical("admission-notice"));
        second = ledger.accept(admission.during("VT4711").of("discharge-ready"));
        toAle = ledger.accept(admission.about(OTHER_PERSON).to(ale(), dalsEd()));
        fromAle = ledger.accept(Wanted.admission("municipality-ale").from(ALE).of("care-plan"));
        refused = ledger.refuse(admission.about(OTHER_PERSON), ErrorCode.UNKNOWN_RECEIVER);
        held = ledger.accept(admission.of("general-message").to(ale()));
        assertThat(ledger.fixture
                        .ledgers()
                        .deliveries()
                        .holdInboxItem("municipality-ale", deliveryOf(held), ErrorCode.RECEIVER_REFUSED))
                .isTrue();
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @Test
    void allAreFoundNewestFirst() {
        assertThat(ledger.find())
                .containsExactly(
                        held.hubId(), refused.hubId(), fromAle.hubId(), toAle.hubId(), second.hubId(), first.hubId());
    }

    @Test
    void anyIdOfAMessageFindsIt() {
        assertThat(ledger.find("id", first.hubId().toString())).containsExactly(first.hubId());
        assertThat(ledger.find("id", first.messageId().toString())).containsExactly(first.hubId());
        assertThat(ledger.find("id", "MSG00001")).containsExactly(first.hubId());
        assertThat(ledger.find("id", deliveryOf(held).toString())).containsExactly(held.hubId());
        assertThat(ledger.find("id", UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void anEpisodeIsFoundByItsIdAndByTheVisitNumber() {
        assertThat(ledger.find("episode", first.episodeId().toString())).containsExactly(second.hubId(), first.hubId());
        assertThat(ledger.find("episode", "VT4711")).containsExactly(second.hubId(), first.hubId());
        assertThat(ledger.find("episode", "VT4712")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"19250323-9234", "192503239234", "250323+9234"})
    void aPersonIsFoundHoweverTheNumberIsWritten(String typed) {
        String token = ledger.persons.findToken(typed).orElseThrow();

        assertThat(token).doesNotContain("9234").matches("[0-9a-f]{64}");
        assertThat(ledger.find("person", token))
                .containsExactly(held.hubId(), fromAle.hubId(), second.hubId(), first.hubId());
    }

    @Test
    void aRefusedMessageIsFoundByItsPersonToo() {
        assertThat(ledger.find("person", ledger.persons.findToken(OTHER_PERSON).orElseThrow()))
                .containsExactly(refused.hubId(), toAle.hubId());
    }

    @Test
    void aNumberThatIsNoneIsNotLookedFor() {
        assertThat(ledger.persons.findToken("19250323-9235")).isEmpty();
        assertThat(ledger.persons.findToken("' OR 1=1 --")).isEmpty();
        assertThat(ledger.persons.findToken("9".repeat(5_000))).isEmpty();
    }

    @Test
    void theSenderIsAPartyASystemOrAUnit() {
        List<UUID> ofAle = List.of(fromAle.hubId());
        assertThat(ledger.find("sender", "municipality-ale")).isEqualTo(ofAle);
        assertThat(ledger.find("sender", ALE.value())).isEqualTo(ofAle);
        assertThat(ledger.find("sender", "adt-nu"))
                .containsExactly(held.hubId(), refused.hubId(), toAle.hubId(), second.hubId(), first.hubId());
    }

    @Test
    void theReceiverIsAPartyASystemOrAUnit() {
        List<UUID> toThem = List.of(held.hubId(), toAle.hubId());
        assertThat(ledger.find("receiver", "municipality-ale")).isEqualTo(toThem);
        assertThat(ledger.find("receiver", ALE.value().toLowerCase())).isEqualTo(toThem);
    }

    @Test
    void eventStatesAndErrorsAreFoundAloneAndTogether() {
        assertThat(ledger.find("event", "discharge-ready")).containsExactly(second.hubId());
        assertThat(ledger.find("state", "refused")).containsExactly(refused.hubId());
        assertThat(ledger.find("delivery", "held")).containsExactly(held.hubId());
        assertThat(ledger.find("error", "HUB-504")).containsExactly(held.hubId());
        assertThat(ledger.find("error", "hub-201")).containsExactly(refused.hubId());
        assertThat(ledger.find("error", "HUB-504", "delivery", "ready")).isEmpty();
        assertThat(ledger.find("receiver", "municipality-ale", "delivery", "ready"))
                .containsExactly(toAle.hubId());
        assertThat(ledger.find("receiver", "municipality-dals-ed", "event", "care-plan", "state", "accepted"))
                .containsExactly(fromAle.hubId());
    }

    @Test
    void aPeriodHoldsBothItsEnds() {
        assertThat(ledger.find("from", "2020-01-01", "until", "2020-12-31")).isEmpty();
        assertThat(ledger.find("from", "2020-01-01")).hasSize(6);
        assertThat(ledger.find("from", "2150-01-01")).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        List<UUID> all = new ArrayList<>();
        UUID next = null;
        do {
            MessageFinder.Page page = ledger.finder.find(SearchTerms.ALL, next, 2);
            page.messages().stream().map(FoundMessage::hubId).forEach(all::add);
            assertThat(page.complete()).isTrue();
            next = page.next();
        } while (next != null);
        assertThat(all).isEqualTo(ledger.find());
    }

    @Test
    void whenTimeRunsOutItSaysHowFarItLooked() {
        MessageFinder hurried = new MessageFinder(ledger.fixture.ledgers().search(), Duration.ofNanos(-1), () -> 0);

        MessageFinder.Page page = hurried.find(SearchTerms.ALL, null, 10);

        assertThat(page.messages()).isEmpty();
        assertThat(page.complete()).isFalse();
        assertThat(ledger.finder.find(SearchTerms.ALL, page.next(), 10).messages())
                .hasSize(6);
        assertThat(hurried.count(SearchTerms.ALL)).isEqualTo(new MessageFinder.Count(0, false));
    }

    @Test
    void whatIsFoundIsCounted() {
        assertThat(ledger.finder.count(SearchTerms.ALL)).isEqualTo(new MessageFinder.Count(6, true));
    }

    @Test
    void aContactSeesTheMessagesOfItsOwnPartyAlone() {
        SearchRequest own = ledger.ask(Set.of("municipality-ale"));

        assertThat(ledger.finder.find(own.terms(), null, 50).messages())
                .extracting(FoundMessage::hubId)
                .containsExactly(held.hubId(), fromAle.hubId(), toAle.hubId());
        assertThat(ledger.finder.count(ledger.ask(Set.of()).terms())).isEqualTo(new MessageFinder.Count(0, true));
    }

    @Test
    void aFoundMessageSaysWhereItWent() {
        FoundMessage message = ledger.finder
                .find(ledger.ask(null, "delivery", "held").terms(), null, 1)
                .messages()
                .get(0);

        assertThat(message.senderUnit()).isEqualTo(FoundMessages.HOSPITAL.value());
        assertThat(message.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.partyId()).isEqualTo("municipality-ale");
            assertThat(delivery.errorNumber()).isEqualTo("HUB-504");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sender|' OR '1'='1|malformed",
                "sender|municipality-nowhere|unknown-party",
                "receiver|<script>|malformed",
                "event|no-such-event|unknown",
                "state|READY|unknown",
                "delivery|accepted|unknown",
                "error|HUB-999|unknown",
                "error|HUB-5%|malformed",
                "from|yesterday|malformed",
                "from|0001-01-01|malformed",
                "until|2026-13-45|malformed",
                "person|192503239234|person-token",
                "before|x|malformed",
                "limit|100000|malformed",
                "limit|0|malformed",
                "size|10|unknown-field"
            })
    void whatIsNotOfItsFormIsRefusedWithItsReason(String field, String value, String reason) {
        SearchRequest request = ledger.ask(null, field, value);

        assertThat(request.terms()).isNull();
        assertThat(request.problems()).extracting(SearchProblem::reason).containsExactly(reason);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        SearchRequest request = ledger.ask(
                null, "id", "x".repeat(201), "event", "nothing", "from", "2026-11-24", "until", "2026-11-01");

        assertThat(request.problems()).extracting(SearchProblem::field).containsExactly("id", "event", "until");
    }

    @Test
    void anIdThatOnlyLooksLikeSqlFindsNothing() {
        assertThat(ledger.ask(null, "id", "1; DROP TABLE message").isRefused()).isTrue();
        assertThat(ledger.find("id", "1=1 --")).isEmpty();
    }

    private static UUID deliveryOf(IntakeReceipt receipt) {
        return ledger.fixture
                .ledgers()
                .search()
                .read(List.of(receipt.hubId()))
                .get(0)
                .deliveries()
                .get(0)
                .deliveryId();
    }
}
