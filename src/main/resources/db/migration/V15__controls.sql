-- Controls of receivers, events and routes; closing down; who activated a configuration and why; contacts that confirm themselves.

-- While a receiver is paused: what was accepted up to this moment is sent all the same, so that it is drained. Null: nothing is sent.
ALTER TABLE control ADD COLUMN drain_before timestamptz;
-- Who paused it: a person, "hub" for closing hours, or "route <id>"; a route that goes on lets only those go that it stopped.
ALTER TABLE control ADD COLUMN paused_by text NOT NULL DEFAULT '';
ALTER TABLE control ADD COLUMN paused_reason text NOT NULL DEFAULT '';

-- Events that are not delivered, to one receiver or (empty) to any. Empty nearly always, which is what the claim counts on.
CREATE TABLE event_control (
    paused_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    paused_until    timestamptz,
    drain_before    timestamptz,
    event_code      text        NOT NULL,
    system_id       text        NOT NULL DEFAULT '',
    paused_by       text        NOT NULL,
    reason          text        NOT NULL,
    PRIMARY KEY (event_code, system_id)
);

-- Ways in that take nothing: their senders are told to try later. Read by each node with its heartbeat.
CREATE TABLE route_control (
    paused_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    paused_until    timestamptz,
    route_id        text        NOT NULL PRIMARY KEY,
    paused_by       text        NOT NULL,
    reason          text        NOT NULL
);

-- Systems whose credentials are refused, whatever the configuration says. Read by each node with its heartbeat.
CREATE TABLE revoked_system (
    revoked_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    system_id       text        NOT NULL PRIMARY KEY,
    revoked_by      text        NOT NULL,
    reason          text        NOT NULL
);

-- A party or a service on its way out, and the steps that were taken.
CREATE TABLE close_down (
    id          uuid        NOT NULL PRIMARY KEY,
    opened_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at    timestamptz,
    kind        text        NOT NULL CHECK (kind IN ('PARTY', 'SERVICE')),
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE', 'CANCELLED')),
    subject     text        NOT NULL,
    systems     text[]      NOT NULL,
    successor   text        NOT NULL DEFAULT '',
    opened_by   text        NOT NULL,
    reason      text        NOT NULL,
    CHECK ((state = 'OPEN') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX close_down_open ON close_down (kind, subject) WHERE state = 'OPEN';
CREATE TABLE close_down_step (
    close_down_id   uuid        NOT NULL REFERENCES close_down (id),
    at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    step            text        NOT NULL CHECK (step IN ('DRAIN', 'FORWARD', 'ARCHIVE', 'REVOKE')),
    by_whom         text        NOT NULL,
    reason          text        NOT NULL,
    -- figures, as JSON; no content of messages
    detail          text        NOT NULL DEFAULT '{}',
    PRIMARY KEY (close_down_id, step)
);

-- Why a configuration came in force, the document that decided it, and who agreed where two are asked for.
ALTER TABLE configuration_active ADD COLUMN reason text NOT NULL DEFAULT '';
ALTER TABLE configuration_active ADD COLUMN document text NOT NULL DEFAULT '';
ALTER TABLE configuration_active ADD COLUMN proposed_by text NOT NULL DEFAULT '';
-- The hash of the files that a person passed over: they do not come in force by themselves until they change.
ALTER TABLE configuration_active ADD COLUMN passed_over text NOT NULL DEFAULT '';

-- A configuration that waits for a second person.
CREATE TABLE configuration_proposal (
    id          uuid        NOT NULL PRIMARY KEY,
    proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decided_at  timestamptz,
    hash        text        NOT NULL REFERENCES configuration_snapshot (hash),
    based_on    text        NOT NULL,
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'ACTIVATED', 'REJECTED')),
    proposed_by text        NOT NULL,
    reason      text        NOT NULL,
    document    text        NOT NULL,
    decided_by  text        NOT NULL DEFAULT '',
    CHECK ((state = 'OPEN') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX configuration_proposal_open ON configuration_proposal (state) WHERE state = 'OPEN';

-- When a party's contacts were last confirmed by one of them.
CREATE TABLE contact_confirmation (
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    party_id    text        NOT NULL,
    by_whom     text        NOT NULL
);
CREATE INDEX contact_confirmation_party ON contact_confirmation (party_id, at);
CREATE TRIGGER contact_confirmation_append_only BEFORE UPDATE OR DELETE ON contact_confirmation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Until when the event of a message is not delivered to a receiver: infinity where somebody must let it go, null where it is.
CREATE FUNCTION event_paused_until(p_hub_id uuid, p_system text, p_accepted timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN (SELECT max(coalesce(e.paused_until, 'infinity'))
        FROM event_control e JOIN message m ON m.hub_id = p_hub_id AND m.event_code = e.event_code
        WHERE e.system_id IN ('', p_system) AND (e.paused_until IS NULL OR e.paused_until > clock_timestamp())
            AND (e.drain_before IS NULL OR p_accepted > e.drain_before));

-- As before, and: a paused receiver that is drained gets what was accepted before, and an event that is paused waits. It is looked at again
-- after ten minutes at most, so that the sweep does not come back to it each second.
CREATE OR REPLACE FUNCTION claim_delivery(p_id uuid, p_node text, p_from text[]) RETURNS SETOF delivery
    LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_delivery delivery;
    v_control control;
    v_now timestamptz;
    v_until timestamptz;
    v_sending integer;
BEGIN
    SELECT * INTO v_delivery FROM delivery d WHERE d.id = p_id;
    IF NOT FOUND OR NOT v_delivery.head OR v_delivery.state <> ALL (p_from) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('claim ' || v_delivery.receiver_system, 0));
    v_now := clock_timestamp();
    SELECT * INTO v_control FROM control c WHERE c.system_id = v_delivery.receiver_system;
    IF NOT FOUND
        OR (v_control.paused AND (v_control.paused_until IS NULL OR v_control.paused_until > v_now)
            AND (v_control.drain_before IS NULL OR v_delivery.accepted_at > v_control.drain_before))
        OR v_control.open_until > v_now THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM event_control) AND v_delivery.kind = 'MESSAGE' THEN
        v_until := event_paused_until(v_delivery.hub_id, v_delivery.receiver_system, v_delivery.accepted_at);
        IF v_until IS NOT NULL THEN
            UPDATE delivery d SET next_attempt = least(v_until, v_now + interval '10 minutes')
                WHERE d.id = p_id AND d.head AND d.state = ANY (p_from) AND d.next_attempt <= v_now;
            RETURN;
        END IF;
    END IF;
    SELECT count(*) INTO v_sending FROM delivery d
        WHERE d.receiver_system = v_delivery.receiver_system AND d.state = 'SENDING';
    IF v_sending >= v_control.concurrency THEN
        RETURN;
    END IF;
    IF v_control.open_until IS NOT NULL THEN
        -- Half open: one probe, and in another lane than the one that failed if any other waits.
        IF v_sending > 0 THEN
            RETURN;
        END IF;
        IF v_delivery.order_key = v_control.failed_lane AND EXISTS (
            SELECT 1 FROM delivery d WHERE d.receiver_system = v_delivery.receiver_system AND d.state = 'READY' AND d.head
                AND d.next_attempt <= v_now AND d.order_key <> v_control.failed_lane) THEN
            RETURN;
        END IF;
    END IF;
    RETURN QUERY UPDATE delivery d
        SET state = 'SENDING', claim_node = p_node, claimed_at = v_now,
            claim_number = d.claim_number + 1, attempts = d.attempts + 1
        WHERE d.id = p_id AND d.head AND d.state = ANY (p_from) AND d.next_attempt <= v_now
        RETURNING d.*;
END $$;
