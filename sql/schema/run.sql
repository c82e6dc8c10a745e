-- Grain: night. Inputs: the nightly flow. Units: timings in seconds; times in UTC.
create table run (
    run_id varchar primary key,
    started_at timestamp not null,
    finished_at timestamp not null,
    versions json not null,
    counts json not null,
    timings json not null,
    rubric_version varchar not null,
    status varchar not null,
);
