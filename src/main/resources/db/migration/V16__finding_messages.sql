-- What finding messages needs beside what the message path has already; see src/adr/0021.

-- For what stands apart few rows at a time: a summary of each range of blocks says which persons, episodes and units are surely not in
-- it. It costs next to nothing on the way of a message: a range is summarised when it is full.
CREATE INDEX message_found_by ON message USING brin (
    person_hash bytea_bloom_ops (n_distinct_per_range = 512, false_positive_rate = 0.002),
    episode_id uuid_bloom_ops (n_distinct_per_range = 512, false_positive_rate = 0.002),
    sender_unit text_bloom_ops (n_distinct_per_range = 128, false_positive_rate = 0.01))
    WITH (pages_per_range = 32, autosummarize = on);

-- Written for what goes wrong alone.
CREATE INDEX message_refused ON message (hub_id) WHERE state = 'REFUSED';
CREATE INDEX delivery_trouble ON delivery (hub_id)
    WHERE error_number IS NOT NULL OR state IN ('HELD', 'CANCELLED', 'SUPERSEDED', 'EXPIRED');

-- Searches people come back to. They name no person: who looks for whom is not kept.
CREATE TABLE saved_search (
    id          uuid        NOT NULL PRIMARY KEY,
    saved_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    shared      boolean     NOT NULL,
    owner       text        NOT NULL,
    name        text        NOT NULL,
    -- the parameters of the permalink
    terms       text        NOT NULL,
    UNIQUE (owner, name)
);
