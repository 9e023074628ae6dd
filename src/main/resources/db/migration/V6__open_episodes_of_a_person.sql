-- A merge of identities (A40) mostly names no visit: its episode is found by the person. Few episodes are open at a time, and neither
-- the person nor the end of an episode changes with its everyday updates, so these stay within their page.
CREATE INDEX episode_open_person ON episode (person_hash) WHERE NOT ended;
