-- The figures of the quarterly report as they were frozen. A correction is a row more; what was frozen stays.

-- content: the set's canonical JSON, compressed. hash: SHA-256 of that JSON. previous: the hash of the revision before.
CREATE TABLE figure_set (
    frozen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    revision    integer     NOT NULL CHECK (revision > 0),
    period      text        NOT NULL CHECK (period ~ '^20[0-9]{2}(Q[1-4])?$'),
    by_whom     text        NOT NULL,
    reason      text        NOT NULL,
    hash        bytea       NOT NULL,
    previous    bytea,
    content     bytea       NOT NULL,
    PRIMARY KEY (period, revision),
    CHECK ((revision = 1) = (previous IS NULL))
);
ALTER TABLE figure_set ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER figure_set_append_only BEFORE UPDATE OR DELETE ON figure_set
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER figure_set_no_truncate BEFORE TRUNCATE ON figure_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- When a certificate was shown first: what was known at the end of a quarter does not change with what is shown after it.
ALTER TABLE certificate_seen ADD COLUMN first_seen timestamptz NOT NULL DEFAULT clock_timestamp();
UPDATE certificate_seen SET first_seen = seen_at;
