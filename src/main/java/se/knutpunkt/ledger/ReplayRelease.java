package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Lets deliveries of a replay go, each kind in its way, in the transaction under way. */
final class ReplayRelease {
    private final Lanes lanes;
    private final Repeats repeats;
    private final LanePlaces places;
    private final Claims claims;
    private final History history;

    ReplayRelease(Lanes lanes, Repeats repeats, LanePlaces places, Claims claims, History history) {
        this.lanes = lanes;
        this.repeats = repeats;
        this.places = places;
        this.claims = claims;
        this.history = history;
    }

    /** What was done with the deliveries whose turn it was, and who is to be told after the commit. */
    record Released(List<ReplayItems.Done> done, List<Hint> hints) {
        static final Released NONE = new Released(List.of(), List.of());

        int count() {
            return done.size();
        }
    }

    Released release(ReplayJob job, List<UUID> next, RedirectDecider redirects) {
        return switch (job.kind()) {
            case RETRY -> retry(job, next);
            case RESEND -> resend(job, next);
            case REDIRECT -> redirect(job, next, redirects);
        };
    }

    private Released retry(ReplayJob job, List<UUID> next) {
        List<Lanes.Released> again = lanes.tryAgain(next, job.byWhom(), job.reason());
        Map<UUID, Lanes.Released> byId =
                again.stream().collect(Collectors.toMap(Lanes.Released::deliveryId, Function.identity()));
        List<ReplayItems.Done> done = next.stream()
                .map(id -> byId.containsKey(id)
                        ? let(id, id, byId.get(id).pushed())
                        : skipped(id, ErrorCode.STATE_CHANGED))
                .toList();
        return new Released(done, Lanes.Released.hints(again));
    }

    private Released resend(ReplayJob job, List<UUID> next) {
        Repeats.Repeated repeated = repeats.repeat(next, job.byWhom(), job.reason());
        List<ReplayItems.Done> done = new ArrayList<>();
        for (UUID id : next) {
            UUID copy = repeated.copies().get(id);
            if (copy != null) {
                done.add(let(id, copy, true));
            } else {
                done.add(repeated.readable().contains(id) ? let(id, id, false) : skipped(id, ErrorCode.STATE_CHANGED));
            }
        }
        return new Released(done, repeated.hints());
    }

    private Released redirect(ReplayJob job, List<UUID> next, RedirectDecider redirects) {
        List<ReplayItems.Done> done = new ArrayList<>();
        List<Hint> hints = new ArrayList<>();
        for (UUID id : next) {
            done.add(redirect(job, id, redirects, hints));
        }
        return new Released(done, hints);
    }

    private ReplayItems.Done redirect(ReplayJob job, UUID id, RedirectDecider redirects, List<Hint> hints) {
        Optional<LanePlaces.Place> place =
                places.lock(id).filter(found -> ReplayKind.REDIRECT.states().contains(found.state()));
        if (place.isEmpty()) {
            return skipped(id, ErrorCode.STATE_CHANGED);
        }
        RedirectDecider.Decision decision = decide(id, redirects);
        if (decision.refused().isPresent()) {
            return skipped(id, decision.refused().get());
        }
        LanePlaces.Place old = place.get();
        if (places.isReceiverOf(old.hubId(), decision.receiver())) {
            return skipped(id, ErrorCode.STATE_CHANGED);
        }
        LanePlaces.Replaced replaced = places.replace(
                old,
                DeliveryState.CANCELLED,
                decision.receiver(),
                decision.sections(),
                old.payloadId(),
                old.revision(),
                Relation.REDIRECT);
        hints.addAll(replaced.hints());
        history.record(
                List.of(id, replaced.deliveryId()),
                History.REDIRECTED,
                job.byWhom() + ": " + job.reason() + " ("
                        + old.receiver().unit().value() + " -> "
                        + decision.receiver().unit().value() + ")");
        return let(
                id, replaced.deliveryId(), places.isPushed(decision.receiver().systemId()));
    }

    private RedirectDecider.Decision decide(UUID id, RedirectDecider redirects) {
        try {
            return claims.look(id)
                    .map(redirects::decide)
                    .orElse(RedirectDecider.Decision.refuse(ErrorCode.STATE_CHANGED));
        } catch (HubException unreadable) {
            if (unreadable.code() == ErrorCode.LEDGER_UNAVAILABLE) {
                throw unreadable;
            }
            return RedirectDecider.Decision.refuse(unreadable.code());
        }
    }

    private static ReplayItems.Done let(UUID id, UUID result, boolean pushed) {
        return new ReplayItems.Done(id, pushed ? ReplayItem.State.RELEASED : ReplayItem.State.IN_INBOX, result, null);
    }

    private static ReplayItems.Done skipped(UUID id, ErrorCode why) {
        return new ReplayItems.Done(id, ReplayItem.State.SKIPPED, null, why.number());
    }
}
