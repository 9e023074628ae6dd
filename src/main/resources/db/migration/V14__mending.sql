-- Mending by hand: deliveries that take another's place or repeat it, revisions of messages, replays, and what was misaddressed.

-- Of a delivery that stands for another one: relation says how, origin_id for which. REVISION: in its place, with the content of revision
-- number `revision`, whose payload is payload_id. REDIRECT: in its place, to another receiver. REPEAT: the same again.
-- No index: a message's deliveries are found by delivery_hub_id.
ALTER TABLE delivery ADD COLUMN origin_id uuid;
ALTER TABLE delivery ADD COLUMN payload_id uuid;
ALTER TABLE delivery ADD COLUMN revision integer;
ALTER TABLE delivery ADD COLUMN relation text;

-- A new delivery's id with the moment of an old one's: it lies in the same month, so that a lane finds it where it looks for the old one.
CREATE FUNCTION uuid_beside(p_old uuid, p_new uuid) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (left(p_old::text, 13) || substr(p_new::text, 14))::uuid;

-- One edit of a message. id also names its payload, so that it is sealed and dropped as all payloads are. based_on is the payload the
-- editor saw: the message's own, or that of an earlier revision. The message as it was accepted counts as revision 1.
CREATE TABLE revision (
    id              uuid        NOT NULL PRIMARY KEY,
    -- what whoever asked for it named it, so that asking twice edits once
    request         uuid        NOT NULL UNIQUE,
    hub_id          uuid        NOT NULL,
    based_on        uuid        NOT NULL,
    made_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    decided_at      timestamptz,
    number          integer     NOT NULL CHECK (number > 1),
    state           text        NOT NULL CHECK (state IN ('PROPOSED', 'SENT', 'REJECTED')),
    made_by         text        NOT NULL,
    reason          text        NOT NULL,
    decided_by      text,
    decision        text,
    content_hash    bytea       NOT NULL,
    UNIQUE (hub_id, number),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL))
);
-- One at a time, so that two editors cannot both be right.
CREATE UNIQUE INDEX revision_open ON revision (hub_id) WHERE state = 'PROPOSED';

-- The deliveries a revision is for, and what was sent in their place.
CREATE TABLE revision_delivery (
    revision_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    replaced_by uuid,
    PRIMARY KEY (revision_id, delivery_id)
);

-- A replay. rate: deliveries per second, 0 for as fast as the receivers take them. failures_allowed: it pauses by itself when more than
-- these are held again; failures_seen: those it had when it was last let go on. The selection is told in words and numbers only.
CREATE TABLE replay_job (
    id                  uuid        NOT NULL PRIMARY KEY,
    created_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    released_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at            timestamptz,
    items               integer     NOT NULL CHECK (items > 0),
    canary              integer     NOT NULL CHECK (canary >= 0),
    rate                integer     NOT NULL CHECK (rate >= 0),
    failures_allowed    integer     NOT NULL CHECK (failures_allowed >= 0),
    failures_seen       integer     NOT NULL DEFAULT 0,
    paused              boolean     NOT NULL DEFAULT false,
    kind                text        NOT NULL CHECK (kind IN ('RETRY', 'RESEND', 'REDIRECT')),
    state               text        NOT NULL CHECK (state IN ('CANARY', 'WAITING', 'RUNNING', 'STOPPED', 'DONE')),
    by_whom             text        NOT NULL,
    reason              text        NOT NULL,
    selection           text        NOT NULL,
    target_unit         text,
    target_role         text,
    note                text        NOT NULL DEFAULT ''
) WITH (fillfactor = 70);
CREATE INDEX replay_job_created ON replay_job (created_at);

-- One delivery of a replay, in the order of its lane. result_id is the delivery that goes out: itself, or the one made for it.
CREATE TABLE replay_item (
    job_id          uuid        NOT NULL,
    delivery_id     uuid        NOT NULL,
    hub_id          uuid        NOT NULL,
    result_id       uuid,
    at              timestamptz,
    number          integer     NOT NULL,
    state           text        NOT NULL
        CHECK (state IN ('WAITING', 'RELEASED', 'IN_INBOX', 'DELIVERED', 'HELD', 'GONE', 'SKIPPED', 'STOPPED')),
    receiver_system text        NOT NULL,
    error_number    text,
    PRIMARY KEY (job_id, number)
) WITH (fillfactor = 70);
-- A delivery is in one replay at a time, whoever asks for it.
CREATE UNIQUE INDEX replay_item_once ON replay_item (delivery_id) WHERE state IN ('WAITING', 'RELEASED');
CREATE INDEX replay_item_waiting ON replay_item (job_id, number) WHERE state = 'WAITING';
CREATE INDEX replay_item_released ON replay_item (job_id) WHERE state = 'RELEASED';

-- A message that was taken back, whole, with how it stood with each delivery: the proof. Never changed.
CREATE TABLE withdrawal (
    id          uuid        NOT NULL PRIMARY KEY,
    hub_id      uuid        NOT NULL,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    by_whom     text        NOT NULL,
    reason      text        NOT NULL,
    -- per delivery: its id, receiver, sections, how it stood and what was done
    outcome     text        NOT NULL
);
CREATE INDEX withdrawal_hub_id ON withdrawal (hub_id);
CREATE TRIGGER withdrawal_append_only BEFORE UPDATE OR DELETE ON withdrawal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withdrawal_no_truncate BEFORE TRUNCATE ON withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Records that the receiver has a delivery: its outcome, the receipt of level RECEIVED, the lane's next head, a line of history, and that
-- the receiver answered. One row; recorded is false, and nothing done, when the claim is no longer valid. What repeats a delivery gives
-- no receipt: the sender has had it.
CREATE OR REPLACE FUNCTION record_delivered(
    p_id uuid, p_node text, p_claim_number integer, p_sent_hash bytea, p_mapping text, p_receipt uuid, p_receipt_delivery uuid)
RETURNS TABLE (
    recorded boolean, next_id uuid, next_number integer, next_system text, next_traceparent text,
    receipt_hinted boolean, receipt_system text, receipt_traceparent text)
LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_done delivery;
BEGIN
    UPDATE delivery d SET state = 'DELIVERED', head = d.head AND d.position = 0, delivered_at = clock_timestamp(),
            error_number = NULL, error_place = NULL, sent_hash = p_sent_hash, mapping = p_mapping
        WHERE d.id = p_id AND d.state = 'SENDING' AND d.claim_node = p_node AND d.claim_number = p_claim_number
        RETURNING d.* INTO v_done;
    recorded := FOUND;
    IF NOT recorded THEN
        RETURN NEXT;
        RETURN;
    END IF;
    IF v_done.position > 0 THEN
        SELECT n.id, n.enqueue_number, n.receiver_system INTO next_id, next_number, next_system
            FROM next_in_lane(p_id, v_done.order_key, v_done.receiver_system, v_done.position) n;
        IF FOUND THEN
            SELECT m.traceparent INTO next_traceparent FROM delivery n JOIN message m ON m.hub_id = n.hub_id
                JOIN control c ON c.system_id = n.receiver_system AND c.push WHERE n.id = next_id;
            IF NOT FOUND THEN
                next_id := NULL;
            END IF;
        END IF;
    END IF;
    IF v_done.kind = 'MESSAGE' AND v_done.relation IS DISTINCT FROM 'REPEAT' THEN
        SELECT r.hinted, r.system_id, r.traceparent INTO receipt_hinted, receipt_system, receipt_traceparent
            FROM write_receipt(p_receipt, p_receipt_delivery, v_done.hub_id, p_id, 'RECEIVED', 'OK', '',
                v_done.receiver_unit) r;
    END IF;
    INSERT INTO history (hub_id, delivery_id, node, step, detail)
        VALUES (v_done.hub_id, p_id, p_node, 'delivered', 'attempt ' || v_done.attempts);
    PERFORM record_answer(v_done.receiver_system);
    RETURN NEXT;
END $$;
