-- Persons who work in the console: who may log in, what they did, and which of their requests are done already.

CREATE TABLE operator_user (
    name                text        NOT NULL PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,99}$'),
    display_name        text        NOT NULL,
    password_hash       text        NOT NULL,
    roles               text[]      NOT NULL,
    -- the parties that a municipality's contact belongs to
    parties             text[]      NOT NULL DEFAULT '{}',
    disabled            boolean     NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What persons did and looked at. Each row's hash covers the row and the hash before it, so that nothing can be taken away or changed
-- unseen. No content of messages: subjects are ids, and reasons are refused that hold a personal identity number.
CREATE TABLE operator_action (
    number      bigint      NOT NULL PRIMARY KEY,
    at          timestamptz NOT NULL,
    by_whom     text        NOT NULL,
    action      text        NOT NULL,
    subject     text        NOT NULL,
    reason      text        NOT NULL,
    hash        bytea       NOT NULL
);
CREATE INDEX operator_action_by_whom ON operator_action (by_whom, number);
CREATE INDEX operator_action_subject ON operator_action (subject, number);
CREATE TRIGGER operator_action_append_only BEFORE UPDATE OR DELETE ON operator_action
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER operator_action_no_truncate BEFORE TRUNCATE ON operator_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Requests that change something, by the key that the person's form or program gave them; status is null while one is under way.
CREATE TABLE operator_request (
    by_whom         text        NOT NULL,
    key             text        NOT NULL,
    at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    request_hash    text        NOT NULL,
    status          integer,
    location        text,
    content_type    text,
    body            bytea,
    PRIMARY KEY (by_whom, key)
);
CREATE INDEX operator_request_at ON operator_request (at);
