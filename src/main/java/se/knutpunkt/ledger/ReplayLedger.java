package se.knutpunkt.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.message.HubException;

/**
 * Replays: many deliveries tried again, sent again or redirected, in the order of their lanes. All of a replay is in the database, a batch
 * is one transaction, and a delivery is in one replay at a time; so that it goes on exactly where it was, whoever dies.
 */
public final class ReplayLedger {
    private final Database database;
    private final ReplayJobs jobs;
    private final ReplayItems items;
    private final ReplayRelease release;
    private final OperatorActionLedger actions;
    private final Hints hints;

    ReplayLedger(
            Database database,
            ReplayJobs jobs,
            ReplayItems items,
            ReplayRelease release,
            OperatorActionLedger actions,
            Hints hints) {
        this.database = database;
        this.jobs = jobs;
        this.items = items;
        this.release = release;
        this.actions = actions;
        this.hints = hints;
    }

    /** What the selection means now, by receiver, event and error, the most first. */
    public List<SelectionCount> count(ReplayKind kind, DeliverySelection selection) {
        return database.read(() -> SelectionSql.of(kind, selection)
                .statement(
                        database,
                        "SELECT d.receiver_system, m.event_code, coalesce(d.error_number, '') AS error, count(*) AS all_of,"
                                + " count(*) FILTER (WHERE EXISTS (SELECT 1 FROM replay_item i WHERE i.delivery_id = d.id"
                                + " AND i.state IN ('WAITING', 'RELEASED'))) AS taken",
                        List.of(),
                        " GROUP BY 1, 2, 3 ORDER BY all_of DESC, 1, 2, 3",
                        List.of())
                .query((row, n) -> new SelectionCount(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5)))
                .list());
    }

    /**
     * Begins a replay, or returns the one that was begun under this id by the same person.
     *
     * @throws HubException STATE_CHANGED when the selection does not mean as many deliveries as expected, ALREADY_IN_REPLAY when one of
     *     them is in another replay; nothing is begun then
     */
    public ReplayJob begin(NewReplay replay) {
        return database.inTransaction(() -> {
            if (jobs.find(replay.id()).isPresent() || !jobs.insert(replay)) {
                return begunBefore(replay);
            }
            ReplayItems.Taken taken = items.take(replay);
            if (taken.chosen() != replay.expected()) {
                throw new HubException(
                        ErrorCode.STATE_CHANGED,
                        "count",
                        "not " + replay.expected() + " deliveries as shown; look again");
            }
            if (taken.taken() < taken.chosen()) {
                throw new HubException(
                        ErrorCode.ALREADY_IN_REPLAY,
                        "selection",
                        (taken.chosen() - taken.taken()) + " deliveries are in another replay");
            }
            record("replay-begun", replay.id(), replay.byWhom(), replay.reason());
            return withCounts(jobs.find(replay.id()).orElseThrow().job());
        });
    }

    /** The one that mends a group now, or did so last. */
    public Optional<ReplayJob> findLastOfGroup(String failureGroup) {
        return database.read(() ->
                jobs.findLastOfGroup(failureGroup).map(ReplayJobs.Row::job).map(this::withCounts));
    }

    /** Those of a party's deliveries alone, the newest first. */
    public List<ReplayJob> listOfParty(String partyId, int offset, int limit) {
        return database.read(() -> jobs.listOfParty(partyId, offset, limit).stream()
                .map(this::withCounts)
                .toList());
    }

    /**
     * Calls groups solved of which a replay has delivered everything and which hold nothing now; their ids. A group that failed again
     * since, or that a person has opened again, is left to persons.
     */
    public List<String> solveMendedGroups() {
        return database.inTransaction(() -> {
            Map<String, UUID> solved = jobs.solveGroups();
            solved.forEach((group, job) ->
                    actions.record("hub", "failure-group-solved", "failure-group " + group, "replay " + job));
            return List.copyOf(solved.keySet());
        });
    }

    public Optional<ReplayJob> find(UUID id) {
        return database.read(() -> jobs.find(id).map(ReplayJobs.Row::job).map(this::withCounts));
    }

    /** The newest first. */
    public List<ReplayJob> list(int offset, int limit) {
        return database.read(
                () -> jobs.list(offset, limit).stream().map(this::withCounts).toList());
    }

    /** Those after number {@code after}, in turn; of one state only, or all when it is null. */
    public List<ReplayItem> listItems(UUID id, ReplayItem.State state, int after, int limit) {
        return database.read(() -> items.list(id, state, after, limit));
    }

    /** The rest follows the canary. Nothing is changed when it does already. */
    public ReplayJob goOn(UUID id, String byWhom, String reason) {
        return change(id, "replay-let-go", byWhom, reason, job -> job.state() == ReplayJob.State.WAITING, row -> {
            jobs.setState(id, ReplayJob.State.RUNNING);
            return row;
        });
    }

    /** Nothing more is let go. What was let go before goes its way. */
    public ReplayJob pause(UUID id, String byWhom, String reason) {
        return change(id, "replay-paused", byWhom, reason, job -> !job.paused(), row -> {
            jobs.pause(id, "");
            return row;
        });
    }

    /** It goes on where it was. */
    public ReplayJob resume(UUID id, String byWhom, String reason) {
        return change(id, "replay-resumed", byWhom, reason, ReplayJob::paused, row -> {
            jobs.resume(id, items.countHeld(id));
            return row;
        });
    }

    /** It ends here; those whose turn had not come are left as they are. */
    public ReplayJob stop(UUID id, String byWhom, String reason) {
        return change(id, "replay-stopped", byWhom, reason, job -> true, row -> {
            items.stopWaiting(id);
            jobs.setState(id, ReplayJob.State.STOPPED);
            return row;
        });
    }

    /** Those with something left to do or to follow, oldest first. */
    public List<UUID> listOpen() {
        return database.read(jobs::listOpen);
    }

    /**
     * One batch of a replay, in one transaction: sees what became of those let go, and lets the next ones go. Returns how many; none when
     * another node is at it.
     *
     * @param window most of one receiver that are on their way at once
     * @param limit most of this batch
     * @param redirects the rules of a redirection
     */
    public int work(UUID id, int window, int limit, RedirectDecider redirects) {
        ReplayRelease.Released released = database.inTransaction(() -> {
            ReplayRelease.Released batch = jobs.lockIfFree(id)
                    .map(row -> turn(row, window, limit, redirects))
                    .orElse(ReplayRelease.Released.NONE);
            if (batch.count() > 0) {
                FaultPoint.REPLAY_BATCH.pass();
            }
            return batch;
        });
        if (released.count() > 0) {
            FaultPoint.REPLAY_HINTS.pass();
        }
        hints.send(released.hints());
        return released.count();
    }

    private ReplayRelease.Released turn(ReplayJobs.Row row, int window, int limit, RedirectDecider redirects) {
        ReplayJob job = row.job();
        items.followUp(job.id());
        if (job.state().hasEnded()) {
            return ReplayRelease.Released.NONE;
        }
        boolean canary = job.state() == ReplayJob.State.CANARY;
        int last = canary ? job.canary() : job.items();
        if (job.state() != ReplayJob.State.WAITING && !items.isOpen(job.id(), last)) {
            jobs.setState(
                    job.id(), canary && job.canary() < job.items() ? ReplayJob.State.WAITING : ReplayJob.State.DONE);
            return ReplayRelease.Released.NONE;
        }
        if (job.paused() || job.state() == ReplayJob.State.WAITING) {
            return ReplayRelease.Released.NONE;
        }
        if (items.countHeld(job.id()) - row.failuresSeen() > job.failuresAllowed()) {
            jobs.pause(job.id(), "failures");
            return ReplayRelease.Released.NONE;
        }
        int allowed = job.rate() == 0 ? limit : (int) Math.min(limit, row.allowance());
        List<UUID> next = items.listNext(job.id(), last, window, allowed);
        if (next.isEmpty()) {
            return ReplayRelease.Released.NONE;
        }
        ReplayRelease.Released released = release.release(job, next, redirects);
        items.mark(job.id(), released.done());
        jobs.countReleased(row, next.size());
        return released;
    }

    private ReplayJob change(
            UUID id,
            String action,
            String byWhom,
            String reason,
            Predicate<ReplayJob> needed,
            UnaryOperator<ReplayJobs.Row> change) {
        return database.inTransaction(() -> {
            ReplayJobs.Row row =
                    jobs.lock(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "replay " + id, ""));
            boolean isNew = needed.test(row.job());
            if (row.job().state().hasEnded()) {
                if (action.equals("replay-stopped") && row.job().state() == ReplayJob.State.STOPPED) {
                    return withCounts(row.job());
                }
                throw new HubException(
                        ErrorCode.STATE_CHANGED,
                        "replay " + id,
                        "is " + row.job().state());
            }
            if (isNew) {
                change.apply(row);
                record(action, id, byWhom, reason);
            }
            return withCounts(jobs.find(id).orElseThrow().job());
        });
    }

    private void record(String action, UUID id, String byWhom, String reason) {
        actions.record(byWhom, action, "replay " + id, reason);
    }

    /** What the same person asked for before under the same id, or what mends the same group already, whoever began it. */
    private ReplayJob begunBefore(NewReplay replay) {
        return jobs.find(replay.id())
                .map(same -> requireSame(same.job(), replay))
                .or(() ->
                        jobs.findOpenOfGroup(replay.selection().failureGroup()).map(open -> withCounts(open.job())))
                // it ended between the two looks
                .orElseThrow(() -> new HubException(ErrorCode.STATE_CHANGED, "replay", "look again"));
    }

    private ReplayJob requireSame(ReplayJob job, NewReplay asked) {
        if (!job.byWhom().equals(asked.byWhom()) || job.items() != asked.expected() || job.kind() != asked.kind()) {
            throw new HubException(ErrorCode.STATE_CHANGED, "replay " + job.id(), "is another one");
        }
        return withCounts(job);
    }

    private ReplayJob withCounts(ReplayJob job) {
        return job.with(items.count(job.id()));
    }
}
