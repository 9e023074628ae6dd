-- Watching: why things fail, what has been warned of, what went wrong and who was told. No column here holds personal data.

-- What is held, found without reading what only waits. Nothing is written to it until a delivery is held, and neither its column nor the
-- state it looks at makes an update dearer than the indexes before it.
CREATE INDEX delivery_held ON delivery (id) WHERE state = 'HELD';

-- How far the gathering has come, by what it gathers.
CREATE TABLE watch_mark (
    name    text        NOT NULL PRIMARY KEY,
    at      timestamptz NOT NULL
);

-- Failures with one cause. The id is a hash of the columns that name the cause.
CREATE TABLE failure_group (
    id              text        NOT NULL PRIMARY KEY,
    first_seen      timestamptz NOT NULL,
    last_seen       timestamptz NOT NULL,
    solved_at       timestamptz,
    returned_at     timestamptz,
    occurrences     bigint      NOT NULL,
    returns         integer     NOT NULL DEFAULT 0,
    kind            text        NOT NULL CHECK (kind IN ('HELD', 'REFUSED', 'CIRCUIT', 'STUCK')),
    state           text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'SOLVED')),
    error_number    text        NOT NULL,
    place           text        NOT NULL,
    mapping         text        NOT NULL,
    -- receiver, or sender of what is refused; empty where the cause is the hub's own
    adapter         text        NOT NULL,
    event_code      text        NOT NULL,
    owner           text        NOT NULL DEFAULT '',
    note            text        NOT NULL DEFAULT '',
    known_error     text        NOT NULL DEFAULT ''
) WITH (fillfactor = 70);

CREATE TABLE failure_group_adapter (
    group_id    text        NOT NULL,
    adapter     text        NOT NULL,
    occurrences bigint      NOT NULL,
    last_seen   timestamptz NOT NULL,
    PRIMARY KEY (group_id, adapter)
) WITH (fillfactor = 70);

-- One failure: a delivery and its enqueue number, a refused message, or an outage. Written when it is gathered, never on a message's way.
CREATE TABLE failure (
    item        uuid        NOT NULL,
    at          timestamptz NOT NULL,
    number      integer     NOT NULL,
    group_id    text        NOT NULL,
    adapter     text        NOT NULL,
    PRIMARY KEY (item, number)
);
CREATE INDEX failure_group_at ON failure (group_id, at);
CREATE INDEX failure_at ON failure USING brin (at);

-- How much each unit sends, by the hour.
CREATE TABLE traffic (
    hour        timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    accepted    bigint      NOT NULL,
    refused     bigint      NOT NULL,
    system_id   text        NOT NULL,
    unit        text        NOT NULL,
    PRIMARY KEY (hour, system_id, unit)
) WITH (fillfactor = 50);

-- Senders that were told to try later and of whose message nothing could be stored.
CREATE TABLE try_later_count (
    hour            timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    answers         bigint      NOT NULL,
    system_id       text        NOT NULL,
    error_number    text        NOT NULL,
    PRIMARY KEY (hour, system_id, error_number)
) WITH (fillfactor = 70);

-- Room on the disks of the nodes, by node and folder.
CREATE TABLE disk_sample (
    at      timestamptz NOT NULL,
    free    bigint      NOT NULL,
    total   bigint      NOT NULL,
    place   text        NOT NULL,
    PRIMARY KEY (place, at)
);

-- Certificates as they were shown: the hub's own, and those that systems came with.
CREATE TABLE certificate_seen (
    not_after   timestamptz NOT NULL,
    seen_at     timestamptz NOT NULL,
    owner       text        NOT NULL,
    fingerprint text        NOT NULL,
    PRIMARY KEY (owner, fingerprint)
) WITH (fillfactor = 70);

CREATE TABLE alert (
    id              uuid        NOT NULL PRIMARY KEY,
    opened_at       timestamptz NOT NULL,
    last_seen       timestamptz NOT NULL,
    -- since when the condition is gone; resolved when it has stayed away
    clear_since     timestamptz,
    resolved_at     timestamptz,
    acknowledged_at timestamptz,
    escalated_at    timestamptz,
    told_at         timestamptz,
    incident_id     uuid,
    state           text        NOT NULL CHECK (state IN ('OPEN', 'RESOLVED')),
    rule            text        NOT NULL,
    key             text        NOT NULL,
    subject         text        NOT NULL,
    severity        text        NOT NULL,
    figures         text        NOT NULL,
    acknowledged_by text        NOT NULL DEFAULT '',
    CHECK ((state = 'RESOLVED') = (resolved_at IS NOT NULL))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX alert_open ON alert (key) WHERE state = 'OPEN';
CREATE INDEX alert_opened ON alert (opened_at);

CREATE TABLE alert_silence (
    key         text        NOT NULL PRIMARY KEY,
    until       timestamptz NOT NULL,
    by_whom     text        NOT NULL,
    reason      text        NOT NULL
);

-- A message to people outside the hub, as it was written; sent until it is through or given up.
CREATE TABLE notice (
    id              uuid        NOT NULL PRIMARY KEY,
    created_at      timestamptz NOT NULL,
    next_attempt    timestamptz NOT NULL,
    sent_at         timestamptz,
    incident_id     uuid,
    attempts        integer     NOT NULL DEFAULT 0,
    state           text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP')),
    channel         text        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('E_MAIL', 'WEBHOOK')),
    recipients      text        NOT NULL,
    party_id        text        NOT NULL DEFAULT '',
    subject         text        NOT NULL,
    body            text        NOT NULL,
    error           text        NOT NULL DEFAULT ''
) WITH (fillfactor = 70);
CREATE INDEX notice_waiting ON notice (next_attempt) WHERE state = 'WAITING';
CREATE INDEX notice_created ON notice (created_at);
CREATE INDEX notice_incident ON notice (incident_id) WHERE incident_id IS NOT NULL;

-- What is to be told of an alert, until a notice takes it up.
CREATE TABLE notice_item (
    at          timestamptz NOT NULL,
    alert_id    uuid        NOT NULL,
    notice_id   uuid,
    channel     text        NOT NULL,
    what        text        NOT NULL CHECK (what IN ('OPENED', 'ESCALATED', 'RESOLVED')),
    PRIMARY KEY (alert_id, channel, what)
);
CREATE INDEX notice_item_untold ON notice_item (channel) WHERE notice_id IS NULL;

CREATE TABLE incident (
    id          uuid        NOT NULL PRIMARY KEY,
    number      bigint      GENERATED ALWAYS AS IDENTITY,
    began_at    timestamptz NOT NULL,
    ended_at    timestamptz,
    opened_at   timestamptz NOT NULL,
    closed_at   timestamptz,
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CLOSED')),
    severity    text        NOT NULL CHECK (severity IN ('MINOR', 'MAJOR', 'CRITICAL')),
    opened_by   text        NOT NULL,
    closed_by   text        NOT NULL DEFAULT '',
    title       text        NOT NULL,
    -- a word that the quarterly report counts by, and what it was in words
    cause_kind  text        NOT NULL DEFAULT '',
    cause       text        NOT NULL DEFAULT '',
    CHECK (ended_at IS NULL OR ended_at >= began_at),
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
);

-- Those it concerned, as counted from the ledger, or added by a person.
CREATE TABLE incident_party (
    incident_id     uuid        NOT NULL,
    delayed         bigint      NOT NULL,
    undelivered     bigint      NOT NULL,
    longest_seconds bigint      NOT NULL,
    counted         boolean     NOT NULL,
    party_id        text        NOT NULL,
    PRIMARY KEY (incident_id, party_id)
);

CREATE TABLE incident_entry (
    id          uuid        NOT NULL PRIMARY KEY,
    incident_id uuid        NOT NULL,
    at          timestamptz NOT NULL,
    step        text        NOT NULL,
    by_whom     text        NOT NULL,
    text        text        NOT NULL
);
CREATE INDEX incident_entry_of ON incident_entry (incident_id, at);
CREATE TRIGGER incident_entry_append_only BEFORE UPDATE OR DELETE ON incident_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_entry_no_truncate BEFORE TRUNCATE ON incident_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE incident_action (
    id          uuid        NOT NULL PRIMARY KEY,
    incident_id uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    done_at     timestamptz,
    due         date,
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE')),
    owner       text        NOT NULL,
    what        text        NOT NULL
);
CREATE INDEX incident_action_of ON incident_action (incident_id);
