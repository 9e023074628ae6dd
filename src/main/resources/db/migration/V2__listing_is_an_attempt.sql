-- A pulling system's listing counts as an attempt, as a push does; one count serves both.
ALTER TABLE delivery DROP COLUMN read_count;
