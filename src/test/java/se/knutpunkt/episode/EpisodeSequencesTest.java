package se.knutpunkt.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ReadyInterval;
import se.knutpunkt.message.Role;

/** Whatever is sent in whatever order, the episode stays one that can be. */
class EpisodeSequencesTest {

    @Test
    void randomSequencesNeverBreakTheEpisode() {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        EpisodeRules rules = new EpisodeRules(EpisodeParameters.DEFAULT);
        List<EventType> types = TestCatalogue.get().listEvents().stream()
                .filter(type -> !type.effect().asRegistered())
                .toList();
        int allowed = 0;
        for (int episode = 0; episode < 60; episode++) {
            EpisodeHead head = EpisodeHead.fresh(new UUID(0, episode));
            for (int step = 0; step < 40; step++) {
                EventType type = types.get(random.nextInt(types.size()));
                ObjectNode described = describe(type, random);
                String at = "seed " + seed + ", episode " + episode + ", step " + step + ": " + described;
                EpisodeEvent event = EpisodeCase.event(described, head);
                EpisodeDecision decision = rules.decide(head, event);
                if (decision instanceof EpisodeDecision.Refused refused) {
                    assertThat(refused.refusals()).as(at).isNotEmpty();
                } else if (decision instanceof EpisodeDecision.Allowed accepted) {
                    allowed++;
                    assertLawful(head, accepted.next(), event, at);
                    head = accepted.next();
                }
            }
        }
        assertThat(allowed).as("seed " + seed + ": some events are allowed").isPositive();
    }

    private static void assertLawful(EpisodeHead before, EpisodeHead next, EpisodeEvent event, String at) {
        boolean statusOnly = event.message().isStatusOnly();
        assertThat(next.id()).as(at).isEqualTo(before.id());
        assertThat(next.readyIntervals().stream().filter(interval -> interval.withdrawnAt() == null))
                .as(at)
                .hasSizeLessThanOrEqualTo(1);
        if (next.state() == EpisodeState.DISCHARGE_READY) {
            assertThat(next.findOpenReadyInterval()).as(at).isPresent();
        }
        if (statusOnly) {
            assertThat(next.readyIntervals().stream()
                            .map(ReadyInterval::noticeId)
                            .toList())
                    .as(at)
                    .isEqualTo(before.readyIntervals().stream()
                            .map(ReadyInterval::noticeId)
                            .toList());
            assertThat(before.state()).as(at).isNotEqualTo(EpisodeState.NONE);
        }
        if (before.state().hasEnded() && next.state() != before.state()) {
            assertThat(next.state()).as(at).isEqualTo(before.stateBefore());
        }
        if (next.state() == EpisodeState.CANCELLED && before.state() != EpisodeState.CANCELLED) {
            assertThat(before.state()).as(at).isIn(EpisodeState.ADMITTED, EpisodeState.PLANNING);
        }
    }

    private static ObjectNode describe(EventType type, Random random) {
        List<String> kinds = se.knutpunkt.catalogue.CanonicalCases.kinds(type);
        List<Role> senders = type.senders().stream().sorted().toList();
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", type.code())
                .put("kind", kinds.get(random.nextInt(kinds.size())))
                .put("sender", senders.get(random.nextInt(senders.size())).code())
                .put("reference", random.nextBoolean() ? "known" : "notice")
                .put("person", random.nextInt(10) == 0 ? "p2" : "p1")
                .put("statusOnly", random.nextInt(5) == 0);
    }
}
