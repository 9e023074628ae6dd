-- Reports to the steering group: a draft with its owner and texts, then what was approved, which nobody changes. Nothing here is about a
-- patient, and nothing on the way of a message reads or writes it.
CREATE TABLE report (
    period          text        NOT NULL,
    revision        integer     NOT NULL,
    state           text        NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'FINAL')),
    owner           text        NOT NULL,
    opened_by       text        NOT NULL,
    opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    approved_by     text,
    approved_at     timestamptz,
    -- hash of the figures that the approved report was made from
    figures_hash    text,
    PRIMARY KEY (period, revision),
    CHECK ((state = 'FINAL') = (approved_by IS NOT NULL AND approved_at IS NOT NULL AND figures_hash IS NOT NULL))
);

-- What the owner wrote under each heading.
CREATE TABLE report_text (
    period      text        NOT NULL,
    revision    integer     NOT NULL,
    heading     text        NOT NULL,
    body        text        NOT NULL,
    written_by  text        NOT NULL,
    written_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (period, revision, heading),
    FOREIGN KEY (period, revision) REFERENCES report (period, revision)
);

-- The files of an approved report, as they were handed out.
CREATE TABLE report_file (
    period      text        NOT NULL,
    revision    integer     NOT NULL,
    name        text        NOT NULL,
    sha256      text        NOT NULL,
    content     bytea       NOT NULL,
    PRIMARY KEY (period, revision, name),
    FOREIGN KEY (period, revision) REFERENCES report (period, revision)
);

CREATE FUNCTION refuse_change_of_final_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    IF TG_OP = 'INSERT' THEN kept := NEW; ELSE kept := OLD; END IF;
    IF EXISTS (SELECT FROM report WHERE period = kept.period AND revision = kept.revision AND state = 'FINAL') THEN
        RAISE EXCEPTION 'report % is final', kept.period USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_final BEFORE UPDATE OR DELETE ON report
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_final_report();
CREATE TRIGGER report_text_final BEFORE INSERT OR UPDATE OR DELETE ON report_text
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_final_report();
CREATE TRIGGER report_file_final BEFORE INSERT OR UPDATE OR DELETE ON report_file
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_final_report();
