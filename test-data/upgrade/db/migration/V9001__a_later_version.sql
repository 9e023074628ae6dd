-- What a later version of the hub might bring, for MigrationUnderLoadIT only: it expands, and the version before goes on beside it.
-- Whoever waits for these tables waits behind the migration: it gives up soon, and is tried again.
SET LOCAL lock_timeout = '3s';

ALTER TABLE delivery ADD COLUMN later_note text;
ALTER TABLE message ADD COLUMN later_note text;
ALTER TABLE control ADD COLUMN later_limit integer;

CREATE TABLE later_thing (
    id      uuid NOT NULL PRIMARY KEY,
    note    text
);

-- A function keeps its name, parameters and result; what it does more is within.
CREATE OR REPLACE FUNCTION record_answer(p_system text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_open boolean;
BEGIN
    PERFORM FROM control c WHERE c.system_id = p_system AND (c.failures > 0 OR c.open_until IS NOT NULL);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT c.open_until IS NOT NULL INTO v_open FROM control c WHERE c.system_id = p_system FOR UPDATE;
    UPDATE control c SET failures = 0, open_until = NULL, failed_lane = NULL, later_limit = NULL WHERE c.system_id = p_system;
    IF v_open THEN
        INSERT INTO control_history (system_id, step, by_whom, reason) VALUES (p_system, 'circuit-closed', 'hub', '');
    END IF;
END $$;
