-- The ledger. What grows with messages is partitioned by month on UUIDv7 ids, so that a month is dropped, never deleted from.
-- No foreign key points at a partitioned table, and no column outside payload.body ever holds personal data.

-- The least UUIDv7 of a millisecond: the bound between two months.
CREATE FUNCTION uuid_at(p_at timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (lpad(to_hex(floor(extract(epoch FROM p_at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;

-- The moment in a UUIDv7.
CREATE FUNCTION uuid_time(p_id uuid) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN to_timestamp((('x' || left(replace(p_id::text, '-', ''), 12))::bit(48)::bigint) / 1000.0);

CREATE TABLE message (
    hub_id              uuid        NOT NULL PRIMARY KEY,
    message_id          uuid,
    episode_id          uuid,
    reference_id        uuid,
    happened_at         timestamptz,
    sent_at             timestamptz,
    received_at         timestamptz NOT NULL,
    accepted_at         timestamptz,
    state               text        NOT NULL CHECK (state IN ('ACCEPTED', 'REFUSED')),
    system_id           text        NOT NULL,
    sender_message_id   text        NOT NULL,
    transmission_id     text        NOT NULL,
    event_code          text        NOT NULL,
    event_version       text        NOT NULL,
    sender_unit         text        NOT NULL,
    sender_role         text        NOT NULL,
    format              text        NOT NULL,
    mapping             text        NOT NULL,
    traceparent         text        NOT NULL,
    content_hash        bytea       NOT NULL,
    person_hash         bytea       NOT NULL,
    configuration_hash  text        NOT NULL,
    -- receivers, refusals and remarks of the receipt, as given to the sender
    answer              text        NOT NULL,
    CHECK ((state = 'ACCEPTED') = (accepted_at IS NOT NULL))
) PARTITION BY RANGE (hub_id);
CREATE INDEX message_message_id ON message (message_id);

CREATE TABLE payload (
    hub_id  uuid    NOT NULL PRIMARY KEY,
    key_id  integer NOT NULL,
    body    bytea   NOT NULL
) PARTITION BY RANGE (hub_id);
-- The body is compressed before it is encrypted; trying again costs and gains nothing.
ALTER TABLE payload ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE data_key (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    retention_class text        NOT NULL,
    month           date        NOT NULL,
    wrapped         bytea       NOT NULL,
    master_id       text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (retention_class, month)
);

CREATE TABLE fact (
    hub_id  uuid NOT NULL,
    name    text NOT NULL,
    value   text NOT NULL
) PARTITION BY RANGE (hub_id);
CREATE INDEX fact_hub_id ON fact (hub_id);

CREATE TABLE delivery (
    id                  uuid        NOT NULL PRIMARY KEY,
    hub_id              uuid        NOT NULL,
    -- the receipt it carries, when kind is RECEIPT
    receipt_id          uuid,
    order_key           uuid        NOT NULL,
    accepted_at         timestamptz NOT NULL,
    next_attempt        timestamptz NOT NULL,
    hinted_at           timestamptz,
    claimed_at          timestamptz,
    delivered_at        timestamptz,
    -- 0: alone in its lane, for which there is then no row in lane
    position            integer     NOT NULL,
    claim_number        integer     NOT NULL DEFAULT 0,
    enqueue_number      integer     NOT NULL DEFAULT 0,
    attempts            integer     NOT NULL DEFAULT 0,
    read_count          integer     NOT NULL DEFAULT 0,
    head                boolean     NOT NULL,
    possible_duplicate  boolean     NOT NULL DEFAULT false,
    -- delivered, and asked for again by a receiver that has restored its database
    redeliver           boolean     NOT NULL DEFAULT false,
    kind                text        NOT NULL CHECK (kind IN ('MESSAGE', 'RECEIPT')),
    state               text        NOT NULL
        CHECK (state IN ('READY', 'SENDING', 'DELIVERED', 'HELD', 'CANCELLED', 'SUPERSEDED', 'EXPIRED')),
    receiver_system     text        NOT NULL,
    receiver_party      text        NOT NULL,
    receiver_unit       text        NOT NULL,
    receiver_role       text        NOT NULL,
    sections            text        NOT NULL,
    claim_node          text,
    mapping             text,
    error_number        text,
    error_place         text,
    sent_hash           bytea,
    CHECK (state <> 'SENDING' OR claim_node IS NOT NULL),
    CHECK (state <> 'HELD' OR head),
    CHECK (NOT redeliver OR state = 'DELIVERED'),
    CHECK ((kind = 'RECEIPT') = (receipt_id IS NOT NULL))
) PARTITION BY RANGE (id);
CREATE INDEX delivery_hub_id ON delivery (hub_id);
-- The sweep and the inbox: heads that wait, by receiver and due time.
CREATE INDEX delivery_waiting ON delivery (receiver_system, next_attempt) WHERE state = 'READY' AND head;
-- What is under way, for the limit per receiver and for taking over from dead nodes.
CREATE INDEX delivery_sending ON delivery (receiver_system, claim_node) WHERE state = 'SENDING';
-- The next head of a lane; also the count of what waits.
CREATE INDEX delivery_lane ON delivery (order_key, receiver_system, position)
    WHERE state IN ('READY', 'SENDING', 'HELD');
CREATE INDEX delivery_redeliver ON delivery (receiver_system, order_key, accepted_at, position) WHERE redeliver;

-- Lanes with more than one delivery in prospect. Its row is locked to take a position and to advance, and for nothing else.
CREATE TABLE lane (
    order_key       uuid    NOT NULL,
    receiver_system text    NOT NULL,
    head_position   integer NOT NULL,
    last_position   integer NOT NULL,
    PRIMARY KEY (order_key, receiver_system),
    CHECK (head_position BETWEEN 1 AND last_position + 1)
) WITH (fillfactor = 80);

CREATE TABLE receipt (
    hub_id          uuid        NOT NULL,
    -- the delivery it concerns; the message itself at level ACCEPTED
    about           uuid        NOT NULL,
    id              uuid        NOT NULL,
    at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    level           text        NOT NULL CHECK (level IN ('ACCEPTED', 'RECEIVED', 'KVITTENS')),
    code            text        NOT NULL CHECK (code IN ('OK', 'TRANSIENT_ERROR', 'FATAL_ERROR')),
    error_number    text        NOT NULL,
    unit            text,
    PRIMARY KEY (hub_id, about, level)
) PARTITION BY RANGE (hub_id);

CREATE TABLE history (
    hub_id      uuid        NOT NULL,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    delivery_id uuid,
    node        text        NOT NULL,
    step        text        NOT NULL,
    detail      text        NOT NULL
) PARTITION BY RANGE (hub_id);
CREATE INDEX history_hub_id ON history (hub_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An episode's head is one row, locked while the next event of it is decided.
CREATE TABLE episode (
    id                  uuid        NOT NULL PRIMARY KEY,
    last_accepted_at    timestamptz NOT NULL,
    state               text        NOT NULL,
    ended               boolean     NOT NULL,
    person_hash         bytea       NOT NULL,
    head                text        NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE episode_alias (
    assigner        text NOT NULL,
    visit_number    text NOT NULL,
    episode_id      uuid NOT NULL,
    PRIMARY KEY (assigner, visit_number)
);

-- One row per (system, message id) and one per (system, transmission id), each named by a 128-bit hash of the pair.
CREATE TABLE idempotency (
    key             uuid        NOT NULL PRIMARY KEY,
    hub_id          uuid        NOT NULL,
    remembered_to   timestamptz NOT NULL,
    content_hash    bytea       NOT NULL
) PARTITION BY HASH (key);
DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE idempotency_h%s PARTITION OF idempotency FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    END LOOP;
END $$;

CREATE TABLE node (
    id              text        NOT NULL PRIMARY KEY,
    started_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    beat_at         timestamptz NOT NULL,
    ended_at        timestamptz,
    clock_offset_ms bigint      NOT NULL
) WITH (fillfactor = 50);

-- What every claim obeys, per receiving system.
CREATE TABLE control (
    system_id       text        NOT NULL PRIMARY KEY,
    channel         text        NOT NULL,
    push            boolean     NOT NULL,
    push_receipts   boolean     NOT NULL,
    concurrency     integer     NOT NULL CHECK (concurrency > 0),
    paused          boolean     NOT NULL DEFAULT false,
    paused_until    timestamptz,
    -- null: the circuit is closed; in the future: open; in the past: half open
    open_until      timestamptz,
    failures        integer     NOT NULL DEFAULT 0,
    -- the lane that failed last, which a probe avoids
    failed_lane     uuid
) WITH (fillfactor = 50);

CREATE TABLE control_history (
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    system_id   text        NOT NULL,
    step        text        NOT NULL,
    by_whom     text        NOT NULL,
    reason      text        NOT NULL
);
CREATE INDEX control_history_system ON control_history (system_id, at);
CREATE TRIGGER control_history_append_only BEFORE UPDATE OR DELETE ON control_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE configuration_snapshot (
    hash        text        NOT NULL PRIMARY KEY,
    stored_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    content     bytea       NOT NULL
);
ALTER TABLE configuration_snapshot ALTER COLUMN content SET STORAGE EXTERNAL;

-- The last row is in force.
CREATE TABLE configuration_active (
    number          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash            text        NOT NULL REFERENCES configuration_snapshot (hash),
    activated_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    by_whom         text        NOT NULL
);

CREATE TABLE nowhere_count (
    day         date    NOT NULL,
    system_id   text    NOT NULL,
    event_code  text    NOT NULL,
    reason      text    NOT NULL,
    messages    bigint  NOT NULL,
    PRIMARY KEY (day, system_id, event_code, reason)
) WITH (fillfactor = 70);

CREATE TABLE security_count (
    minute          timestamptz NOT NULL,
    protocol        text        NOT NULL,
    error_number    text        NOT NULL,
    attempts        bigint      NOT NULL,
    PRIMARY KEY (minute, protocol, error_number)
) WITH (fillfactor = 70);

CREATE TABLE shedlock (
    name        varchar(64)  NOT NULL PRIMARY KEY,
    lock_until  timestamp    NOT NULL,
    locked_at   timestamp    NOT NULL,
    locked_by   varchar(255) NOT NULL
);

-- Creates what is missing of the partitions from the month of p_from and p_months ahead. May be called at any time and twice at
-- once. A new table is attached rather than created in place, so that neither reading nor writing waits for it.
CREATE FUNCTION ensure_partitions(p_from timestamptz, p_months integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_table text;
    v_name text;
    v_month timestamp;
    v_made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ensure_partitions', 0));
    FOREACH v_table IN ARRAY ARRAY['message', 'payload', 'fact', 'delivery', 'receipt', 'history'] LOOP
        FOR i IN 0..p_months LOOP
            v_month := date_trunc('month', p_from AT TIME ZONE 'UTC') + make_interval(months => i);
            v_name := v_table || to_char(v_month, '"_y"YYYY"m"MM');
            CONTINUE WHEN to_regclass(v_name) IS NOT NULL;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', v_name, v_table);
            IF v_table = 'delivery' THEN
                EXECUTE format('ALTER TABLE %I SET (fillfactor = 80)', v_name);
            END IF;
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_table, v_name,
                uuid_at(v_month AT TIME ZONE 'UTC'), uuid_at((v_month + interval '1 month') AT TIME ZONE 'UTC'));
            IF v_table = 'history' THEN
                EXECUTE format('CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', v_name);
            END IF;
            v_made := v_made + 1;
        END LOOP;
    END LOOP;
    RETURN v_made;
END $$;

-- Claims one delivery, or returns nothing. p_from are the states that may become SENDING. One claim at a time per receiver, so
-- that its limit holds exactly; each statement here sees what was committed before it got that turn.
CREATE FUNCTION claim_delivery(p_id uuid, p_node text, p_from text[]) RETURNS SETOF delivery
    LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_delivery delivery;
    v_control control;
    v_now timestamptz;
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
        OR (v_control.paused AND (v_control.paused_until IS NULL OR v_control.paused_until > v_now))
        OR v_control.open_until > v_now THEN
        RETURN;
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

-- Moves the lane past a delivery that has reached a final state; returns the new head, if any, marked as enqueued.
CREATE FUNCTION advance_lane(p_id uuid) RETURNS SETOF delivery LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_done delivery;
    v_lane lane;
    v_next delivery;
BEGIN
    SELECT * INTO v_done FROM delivery d WHERE d.id = p_id;
    IF v_done.position = 0 OR NOT v_done.head THEN
        RETURN;
    END IF;
    UPDATE delivery d SET head = false WHERE d.id = p_id;
    -- Waits for an intake that is taking a position in this lane, and then sees what it wrote.
    SELECT * INTO v_lane FROM lane l
        WHERE l.order_key = v_done.order_key AND l.receiver_system = v_done.receiver_system FOR UPDATE;
    IF v_lane.last_position > v_done.position THEN
        -- The bound keeps old months out of the search; a day is more than the nodes' clocks differ.
        SELECT * INTO v_next FROM delivery d
            WHERE d.order_key = v_done.order_key AND d.receiver_system = v_done.receiver_system
                AND d.state IN ('READY', 'SENDING', 'HELD') AND d.position > v_done.position
                AND d.id >= uuid_at(uuid_time(p_id) - interval '1 day')
            ORDER BY d.position LIMIT 1;
    END IF;
    UPDATE lane l SET head_position = coalesce(v_next.position, v_lane.last_position + 1)
        WHERE l.order_key = v_done.order_key AND l.receiver_system = v_done.receiver_system;
    IF v_next.id IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY UPDATE delivery d
        SET head = true, enqueue_number = d.enqueue_number + 1, hinted_at = clock_timestamp()
        WHERE d.id = v_next.id RETURNING d.*;
END $$;

SELECT ensure_partitions(clock_timestamp() - interval '1 month', 3);
