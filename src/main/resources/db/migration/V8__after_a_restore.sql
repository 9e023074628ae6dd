-- What a ledger restored to an earlier instant has forgotten, so that nothing has its effect twice without a mark.

-- One row per restore. instant: what the ledger was restored to. reached: how far what was accepted after it is known.
CREATE TABLE restoration (
    restored_at     timestamptz NOT NULL PRIMARY KEY,
    instant         timestamptz NOT NULL,
    reached         timestamptz NOT NULL
);

-- The keys, as in idempotency, of messages that were accepted after the instant: sent again they are new to the ledger, but may have
-- reached their receivers before.
CREATE TABLE forgotten (
    key             uuid        NOT NULL PRIMARY KEY,
    restored_at     timestamptz NOT NULL
);

-- With a new master key, when the old one is lost, a month has a data key under each.
ALTER TABLE data_key DROP CONSTRAINT data_key_retention_class_month_key;
ALTER TABLE data_key ADD UNIQUE (retention_class, month, master_id);

-- Writes a receipt for one delivery, once per level, and where the sender wants receipts pushed or pulls them, the delivery that carries
-- it, alone in its lane. No row when the receipt was there already. carried tells whether there is such a delivery, hinted whether it
-- is to be hinted. After a restore the sender may have had the receipt of what may have been delivered before.
CREATE OR REPLACE FUNCTION write_receipt(
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
                head, possible_duplicate, kind, state, receiver_system, receiver_party, receiver_unit, receiver_role, sections)
            VALUES (p_delivery, p_hub_id, p_receipt, p_receipt, v_now, v_now, CASE WHEN hinted THEN v_now END, 0, hinted::integer,
                true,
                CASE WHEN EXISTS (SELECT FROM restoration)
                    THEN coalesce((SELECT d.possible_duplicate FROM delivery d WHERE d.id = p_about), false) ELSE false END,
                'RECEIPT', 'READY', system_id, '', v_unit, v_role, '');
    ELSE
        hinted := false;
    END IF;
    RETURN NEXT;
END $$;
