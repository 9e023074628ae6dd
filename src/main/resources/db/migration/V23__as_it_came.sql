-- The message as it came, beside the canonical one: compressed with that as its dictionary, so that it adds what differs and little
-- more. Null where it is not kept. A column of its own, so that a node of the version before writes and reads what it knows.
ALTER TABLE payload ADD COLUMN raw bytea;
ALTER TABLE payload ALTER COLUMN raw SET STORAGE EXTERNAL;
