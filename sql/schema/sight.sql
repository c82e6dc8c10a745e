-- Grain: unit × year of the county. Inputs: sql/audit/sight.sql, which says what each state is.
create table sight (
    unit_id varchar not null,
    county_id varchar not null,
    year integer not null,
    state varchar not null,
    state_name varchar not null,
    is_seen boolean not null,
    detail varchar,
    missing_reason varchar,
    primary key (unit_id, year),
);
