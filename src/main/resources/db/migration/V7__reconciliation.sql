-- Two-ended reconciliation: what the hub has per system, direction and day, what the system says, and where the two differ.

-- HMAC of the bytes as received, under a key the sending system shares: it can compute the same and compare. Without the key nothing
-- can be guessed from it. What was sent has the same in delivery.sent_hash.
ALTER TABLE message ADD COLUMN wire_hash bytea;

-- The deliveries of one day are found by when they were delivered. They lie together on disk, so a summary of each range of blocks is
-- enough; it costs next to nothing on the way of a message.
CREATE INDEX delivery_delivered ON delivery USING brin (delivered_at) WITH (pages_per_range = 16, autosummarize = on);

-- A day's manifest as it was when the day was over; what came later shows by comparing with it.
CREATE TABLE manifest (
    day         date        NOT NULL,
    frozen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    entries     integer     NOT NULL,
    system_id   text        NOT NULL,
    direction   text        NOT NULL CHECK (direction IN ('SENT', 'GOT')),
    digest      bytea       NOT NULL,
    content     bytea       NOT NULL,
    PRIMARY KEY (system_id, day, direction)
);
ALTER TABLE manifest ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER manifest_append_only BEFORE UPDATE OR DELETE ON manifest
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER manifest_no_truncate BEFORE TRUNCATE ON manifest
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One comparison. The last of a system, day and direction holds; list is what the system said, compressed, so that it can be compared again.
CREATE TABLE reconciliation (
    id              uuid        NOT NULL PRIMARY KEY,
    compared_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    day             date        NOT NULL,
    hub_entries     integer     NOT NULL,
    party_entries   integer     NOT NULL,
    matched         integer     NOT NULL,
    unverified      integer     NOT NULL,
    gaps            integer     NOT NULL,
    notes           integer     NOT NULL,
    system_id       text        NOT NULL,
    direction       text        NOT NULL CHECK (direction IN ('SENT', 'GOT')),
    by_whom         text        NOT NULL,
    list            bytea       NOT NULL
);
CREATE INDEX reconciliation_system ON reconciliation (system_id, day, direction, compared_at);
ALTER TABLE reconciliation ALTER COLUMN list SET STORAGE EXTERNAL;
CREATE TRIGGER reconciliation_append_only BEFORE UPDATE OR DELETE ON reconciliation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_no_truncate BEFORE TRUNCATE ON reconciliation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE reconciliation_finding (
    reconciliation_id   uuid        NOT NULL,
    hub_id              uuid,
    delivery_id         uuid,
    at                  timestamptz,
    gap                 boolean     NOT NULL,
    kind                text        NOT NULL,
    message_id          text        NOT NULL,
    event_code          text        NOT NULL,
    error_number        text        NOT NULL
);
CREATE INDEX reconciliation_finding_of ON reconciliation_finding (reconciliation_id);
CREATE TRIGGER reconciliation_finding_append_only BEFORE UPDATE OR DELETE ON reconciliation_finding
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reconciliation_finding_no_truncate BEFORE TRUNCATE ON reconciliation_finding
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
