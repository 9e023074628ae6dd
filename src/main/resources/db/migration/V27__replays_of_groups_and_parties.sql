-- What a replay is for. failure_group: the group of failures it mends; one at a time, so that pressing twice, or two persons at once, begin
-- one. group_solved_at: when the group was called solved because everything of it was delivered; once, so that a person who opens it again
-- is not overruled. party: the party whose deliveries alone were chosen; empty for no such limit. target_party: a redirection to the units
-- of a party, each in the role of the one before; target_unit is empty then.
ALTER TABLE replay_job ADD COLUMN failure_group text;
ALTER TABLE replay_job ADD COLUMN group_solved_at timestamptz;
ALTER TABLE replay_job ADD COLUMN party text NOT NULL DEFAULT '';
ALTER TABLE replay_job ADD COLUMN target_party text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX replay_job_open_of_group ON replay_job (failure_group) WHERE ended_at IS NULL;
CREATE INDEX replay_job_of_group ON replay_job (failure_group, created_at) WHERE failure_group IS NOT NULL;
CREATE INDEX replay_job_of_party ON replay_job (party, created_at) WHERE party <> '';
