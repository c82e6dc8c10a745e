-- Grain: night × unit × year × what changed against the file published before. Inputs: gongkai/build/revisions.py.
-- Units: values as they were printed; times in UTC. It only grows: each night takes over what the last file has.
create table revision_log (
    run_id varchar not null,
    revised_at timestamp not null,
    published_at timestamp not null,
    county_id varchar not null,
    unit_id varchar not null,
    year integer not null,
    what varchar not null,
    place varchar not null,
    value_before varchar,
    value_after varchar,
    reason varchar not null,
    reasons varchar[] not null,
);
