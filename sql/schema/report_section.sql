-- Grain: report × part of the report, in reading order. Inputs: staged reports. Units: characters.
-- `body` may name persons: no other table and no mart repeats it.
create table report_section (
    report_id bigint not null,
    ordinal integer not null,
    section integer not null,
    title varchar not null,
    characters integer not null,
    fingerprint varchar not null,
    body varchar not null,
);
