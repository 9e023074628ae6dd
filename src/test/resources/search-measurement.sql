-- A half year of messages with the spread of the county: one municipality sends and gets two fifths, the smallest one in five hundred.
-- Persons, episodes and hashes are made of md5 and name nobody.
SELECT ensure_partitions(now() - interval '7 months', 10);

SELECT set_config('synchronous_commit', 'off', false);

CREATE TABLE gen_party AS SELECT n, sum(w) OVER (ORDER BY n) / sum(w) OVER () AS share,
    CASE n WHEN 49 THEN 'municipality-dals-ed' WHEN 48 THEN 'municipality-ale' ELSE 'municipality-' || n END AS party,
    'SE2120001413-SYN' || lpad(n::text, 4, '0') AS unit
    FROM (SELECT n, CASE WHEN n = 1 THEN 600.0 WHEN n < 8 THEN 80.0 WHEN n < 30 THEN 15.0 ELSE 3.0 END AS w FROM generate_series(1, 49) n) p;

CREATE FUNCTION gen_pick(r double precision) RETURNS integer LANGUAGE sql STABLE AS
    'SELECT n FROM gen_party WHERE share >= r ORDER BY share LIMIT 1';

CREATE TABLE gen AS SELECT g.*,
    (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8'
        || substr(md5(i::text), 4, 15))::uuid AS hub_id,
    (i / 70000) * 10000 + (i::bigint * 7919) % 10000 AS episode
    FROM (SELECT i, now() - interval '180 days' + i * (interval '180 days' / 1000000) AS at, random() AS r1, random() AS r2, random() AS r3,
        random() AS r4, gen_pick(random()) AS mun FROM generate_series(1, 1000000) i) g ORDER BY i;

INSERT INTO message (hub_id, message_id, episode_id, happened_at, sent_at, received_at, accepted_at, state, system_id, sender_message_id,
        transmission_id, event_code, event_version, sender_unit, sender_role, format, mapping, traceparent, content_hash, person_hash,
        configuration_hash, answer, wire_hash)
    SELECT hub_id, md5('m' || i)::uuid,
        CASE WHEN r1 < 0.985 THEN ('00000000-0000-4000-8000-' || lpad(to_hex(episode), 12, '0'))::uuid END,
        at, at, at, CASE WHEN r1 < 0.985 THEN at END, CASE WHEN r1 < 0.985 THEN 'ACCEPTED' ELSE 'REFUSED' END,
        CASE WHEN r2 < 0.6 THEN 'adt-su' ELSE (SELECT party FROM gen_party WHERE n = mun) END, md5('m' || i)::uuid::text,
        md5('t' || i)::uuid::text,
        (ARRAY['admission-notice', 'discharge-notice', 'discharge-ready', 'admission-update', 'general-message', 'acknowledgement',
            'care-plan', 'sip-invitation', 'planning-note', 'recall'])[1 + floor(r4 * r4 * 10)::int],
        '1',
        CASE WHEN r2 < 0.6 THEN 'SE2321000131-SYN' || lpad((16 + floor(r3 * r3 * 60))::int::text, 6, '0')
            ELSE (SELECT unit FROM gen_party WHERE n = mun) END,
        CASE WHEN r2 < 0.6 THEN 'hospital' ELSE 'social-services' END, 'fhir-json', 'same',
        '00-' || md5('x' || i) || '-' || substr(md5('y' || i), 1, 16) || '-01', decode(md5('c' || i) || md5('d' || i), 'hex'),
        decode(md5('p' || episode % 60000) || md5('q'), 'hex'), md5('cfg') || md5('cfg2'),
        '{"receivers":[{"systemId":"municipality-' || mun || '","partyId":"municipality-' || mun
            || '","unit":"SE2120001439-E000000000001","role":"social-services"}],"refusals":[],"remarks":[]}',
        decode(md5('w' || i), 'hex')
    FROM gen ORDER BY i;

INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, hinted_at, claimed_at, delivered_at, position, claim_number,
        enqueue_number, attempts, head, kind, state, receiver_system, receiver_party, receiver_unit, receiver_role, sections, claim_node,
        mapping, error_number, sent_hash)
    SELECT (substr(hub_id::text, 1, 14) || '7' || substr(md5(k || 'd' || i), 1, 3) || '-8' || substr(md5(k || 'd' || i), 4, 3) || '-'
            || substr(md5(k || 'e' || i), 1, 12))::uuid,
        hub_id, ('00000000-0000-4000-8000-' || lpad(to_hex(episode), 12, '0'))::uuid, at, at, at, at,
        CASE WHEN st = 'DELIVERED' THEN at + interval '1 second' END, (i % 20) + 1, 1, 1, 1, st = 'HELD', 'MESSAGE', st, p.party, p.party,
        p.unit, CASE k WHEN 1 THEN 'social-services' WHEN 2 THEN 'municipal-health-care' ELSE 'primary-care' END,
        'identity,address,admission,contact,needs', 'node', 'canonical-to-fhir',
        CASE WHEN st = 'HELD' THEN (ARRAY['HUB-504', 'HUB-506', 'HUB-508'])[1 + (i % 3)] END, decode(md5('s' || i || k), 'hex')
    FROM (SELECT gen.*, k, CASE WHEN k < 3 THEN mun ELSE 1 + ((i + k) % 47) END AS to_n,
            CASE WHEN md5('z' || i || k) < '002' THEN 'HELD' WHEN md5('z' || i || k) < '0028' THEN 'CANCELLED'
                WHEN at > now() - interval '10 minutes' THEN 'READY' ELSE 'DELIVERED' END AS st
        FROM gen, generate_series(1, 3) k WHERE r1 < 0.985 AND (k <> 3 OR r2 < 0.4)) x JOIN gen_party p ON p.n = x.to_n ORDER BY i, k;

INSERT INTO receipt (hub_id, about, id, at, level, code, error_number)
    SELECT hub_id, hub_id, md5('rc' || i)::uuid, at, 'ACCEPTED', CASE WHEN r1 < 0.985 THEN 'OK' ELSE 'FATAL_ERROR' END,
        CASE WHEN r1 < 0.985 THEN '' ELSE (ARRAY['HUB-106', 'HUB-201', 'HUB-307'])[1 + (i % 3)] END FROM gen ORDER BY i;

INSERT INTO idempotency (key, hub_id, remembered_to, content_hash)
    SELECT md5('k' || i)::uuid, hub_id, at + interval '30 days', decode(md5('c' || i) || md5('d' || i), 'hex') FROM gen;

DROP TABLE gen;

VACUUM ANALYZE;
