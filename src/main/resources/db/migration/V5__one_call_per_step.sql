-- The steps of the message path as single calls: a round trip to the database costs more than what it does there.

-- Takes an idempotency key in the transaction under way; no row when it was free or no longer remembered, else who holds it. Waits
-- for another transaction that is taking it, and then sees what that one committed.
CREATE FUNCTION take_key(p_key uuid, p_hub_id uuid, p_days integer, p_content_hash bytea) RETURNS SETOF idempotency
    LANGUAGE plpgsql ROWS 1 AS $$
BEGIN
    INSERT INTO idempotency AS i (key, hub_id, remembered_to, content_hash)
        VALUES (p_key, p_hub_id, clock_timestamp() + make_interval(days => p_days), p_content_hash)
        ON CONFLICT (key) DO UPDATE SET hub_id = excluded.hub_id, remembered_to = excluded.remembered_to,
            content_hash = excluded.content_hash
        WHERE i.remembered_to < clock_timestamp();
    IF NOT FOUND THEN
        RETURN QUERY SELECT * FROM idempotency i WHERE i.key = p_key;
    END IF;
END $$;

-- Locks the episode a message belongs to: by its own id, else by the sender's visit number, else by the message referred to.
CREATE FUNCTION lock_episode(p_id uuid, p_assigner text, p_visit text, p_of_reference uuid) RETURNS SETOF episode
    LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_episode uuid;
BEGIN
    IF p_id IS NOT NULL THEN
        RETURN QUERY SELECT * FROM episode e WHERE e.id = p_id FOR UPDATE;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    IF p_visit <> '' THEN
        SELECT a.episode_id INTO v_episode FROM episode_alias a WHERE a.assigner = p_assigner AND a.visit_number = p_visit;
    END IF;
    IF v_episode IS NULL AND p_id IS NULL THEN
        v_episode := p_of_reference;
    END IF;
    RETURN QUERY SELECT * FROM episode e WHERE e.id = v_episode FOR UPDATE;
END $$;

-- The first half of the intake transaction: the keys, the message referred to, and the lock on the episode. One row. Where holder is
-- set the message id is known already; where transmission_taken is true, the transmission id; nothing after it was done then. Two
-- messages that would begin the same episode wait for each other on a lock of its name, the alias always before the id.
CREATE FUNCTION begin_intake(
    p_key uuid, p_transmission_key uuid, p_hub_id uuid, p_days integer, p_content_hash bytea,
    p_reference uuid, p_episode uuid, p_assigner text, p_visit text, p_may_create boolean)
RETURNS TABLE (
    holder uuid, holder_hash bytea, transmission_taken boolean,
    reference_id uuid, reference_event text, reference_episode uuid, reference_unit text, reference_role text,
    reference_system text, reference_answer text,
    head text, last_accepted_at timestamptz, locked_at timestamptz)
LANGUAGE plpgsql ROWS 1 AS $$
BEGIN
    transmission_taken := false;
    SELECT k.hub_id, k.content_hash INTO holder, holder_hash FROM take_key(p_key, p_hub_id, p_days, p_content_hash) k;
    IF FOUND THEN
        RETURN NEXT;
        RETURN;
    END IF;
    IF p_transmission_key IS NOT NULL THEN
        PERFORM FROM take_key(p_transmission_key, p_hub_id, p_days, p_content_hash);
        IF FOUND THEN
            transmission_taken := true;
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;
    IF p_reference IS NOT NULL THEN
        SELECT m.message_id, m.event_code, m.episode_id, m.sender_unit, m.sender_role, m.system_id, m.answer
            INTO reference_id, reference_event, reference_episode, reference_unit, reference_role, reference_system,
                reference_answer
            FROM message m WHERE m.message_id = p_reference AND m.state = 'ACCEPTED' ORDER BY m.accepted_at DESC LIMIT 1;
    END IF;
    SELECT e.head, e.last_accepted_at INTO head, last_accepted_at
        FROM lock_episode(p_episode, p_assigner, p_visit, reference_episode) e;
    IF NOT FOUND AND p_may_create THEN
        IF p_visit <> '' THEN
            PERFORM pg_advisory_xact_lock(hashtextextended('alias ' || p_assigner || ' ' || p_visit, 0));
        END IF;
        IF p_episode IS NOT NULL THEN
            PERFORM pg_advisory_xact_lock(hashtextextended('episode ' || p_episode, 0));
        END IF;
        SELECT e.head, e.last_accepted_at INTO head, last_accepted_at
            FROM lock_episode(p_episode, p_assigner, p_visit, reference_episode) e;
    END IF;
    locked_at := clock_timestamp();
    RETURN NEXT;
END $$;

-- Writes a receipt for one delivery, once per level, and where the sender wants receipts pushed or pulls them, the delivery that carries
-- it, alone in its lane. No row when the receipt was there already. carried tells whether there is such a delivery, hinted whether it
-- is to be hinted.
CREATE FUNCTION write_receipt(
    p_receipt uuid, p_delivery uuid, p_hub_id uuid, p_about uuid, p_level text, p_code text, p_error_number text, p_unit text)
RETURNS TABLE (carried boolean, hinted boolean, system_id text, traceparent text)
LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_now timestamptz := clock_timestamp();
    v_unit text;
    v_role text;
BEGIN
    INSERT INTO receipt (hub_id, about, id, at, level, code, error_number, unit)
        VALUES (p_hub_id, p_about, p_receipt, v_now, p_level, p_code, p_error_number, p_unit) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT m.system_id, m.sender_unit, m.sender_role, m.traceparent, c.push
        INTO system_id, v_unit, v_role, traceparent, hinted
        FROM message m JOIN control c ON c.system_id = m.system_id AND c.push_receipts AND c.channel <> 'none'
        WHERE m.hub_id = p_hub_id;
    carried := FOUND;
    IF carried THEN
        INSERT INTO delivery (id, hub_id, receipt_id, order_key, accepted_at, next_attempt, hinted_at, position, enqueue_number,
                head, kind, state, receiver_system, receiver_party, receiver_unit, receiver_role, sections)
            VALUES (p_delivery, p_hub_id, p_receipt, p_receipt, v_now, v_now, CASE WHEN hinted THEN v_now END, 0, hinted::integer,
                true, 'RECEIPT', 'READY', system_id, '', v_unit, v_role, '');
    ELSE
        hinted := false;
    END IF;
    RETURN NEXT;
END $$;

-- Moves the lane on from a position that is done; returns the new head, if any, marked as enqueued.
CREATE FUNCTION next_in_lane(p_id uuid, p_order_key uuid, p_system text, p_position integer) RETURNS SETOF delivery
    LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_last integer;
    v_next_id uuid;
    v_next_position integer;
BEGIN
    -- Waits for an intake that is taking a position in this lane, and then sees what it wrote.
    SELECT l.last_position INTO v_last FROM lane l
        WHERE l.order_key = p_order_key AND l.receiver_system = p_system FOR UPDATE;
    IF v_last > p_position THEN
        -- The bound keeps old months out of the search; a day is more than the nodes' clocks differ.
        SELECT d.id, d.position INTO v_next_id, v_next_position FROM delivery d
            WHERE d.order_key = p_order_key AND d.receiver_system = p_system
                AND d.state IN ('READY', 'SENDING', 'HELD') AND d.position > p_position
                AND d.id >= uuid_at(uuid_time(p_id) - interval '1 day')
            ORDER BY d.position LIMIT 1;
    END IF;
    UPDATE lane l SET head_position = coalesce(v_next_position, v_last + 1)
        WHERE l.order_key = p_order_key AND l.receiver_system = p_system;
    IF v_next_id IS NOT NULL THEN
        RETURN QUERY UPDATE delivery d
            SET head = true, enqueue_number = d.enqueue_number + 1, hinted_at = clock_timestamp()
            WHERE d.id = v_next_id RETURNING d.*;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION advance_lane(p_id uuid) RETURNS SETOF delivery LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
    v_done delivery;
BEGIN
    UPDATE delivery d SET head = false WHERE d.id = p_id AND d.head AND d.position > 0 RETURNING d.* INTO v_done;
    IF FOUND THEN
        RETURN QUERY SELECT * FROM next_in_lane(p_id, v_done.order_key, v_done.receiver_system, v_done.position);
    END IF;
END $$;

-- The receiver answered: closes its circuit and clears the count of failures. Writes nothing when there is nothing to clear.
CREATE FUNCTION record_answer(p_system text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_open boolean;
BEGIN
    PERFORM FROM control c WHERE c.system_id = p_system AND (c.failures > 0 OR c.open_until IS NOT NULL);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT c.open_until IS NOT NULL INTO v_open FROM control c WHERE c.system_id = p_system FOR UPDATE;
    UPDATE control c SET failures = 0, open_until = NULL, failed_lane = NULL WHERE c.system_id = p_system;
    IF v_open THEN
        INSERT INTO control_history (system_id, step, by_whom, reason) VALUES (p_system, 'circuit-closed', 'hub', '');
    END IF;
END $$;

-- Records that the receiver has a delivery: its outcome, the receipt of level RECEIVED, the lane's next head, a line of history, and that
-- the receiver answered. One row; recorded is false, and nothing done, when the claim is no longer valid.
CREATE FUNCTION record_delivered(
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
    IF v_done.kind = 'MESSAGE' THEN
        SELECT r.hinted, r.system_id, r.traceparent INTO receipt_hinted, receipt_system, receipt_traceparent
            FROM write_receipt(p_receipt, p_receipt_delivery, v_done.hub_id, p_id, 'RECEIVED', 'OK', '',
                v_done.receiver_unit) r;
    END IF;
    INSERT INTO history (hub_id, delivery_id, node, step, detail)
        VALUES (v_done.hub_id, p_id, p_node, 'delivered', 'attempt ' || v_done.attempts);
    PERFORM record_answer(v_done.receiver_system);
    RETURN NEXT;
END $$;
