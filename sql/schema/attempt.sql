-- Grain: failure to find a report on a website, in the last pull. Inputs: raw/<county>/state/.
-- Never a sign that nothing was published. Times in UTC. A row without a unit speaks for every unit of
-- its source; list_incomplete names each unit and year that what was not read of a list may hold.
create table attempt (
    county_id varchar not null,
    unit_id varchar,
    year integer,
    source varchar not null,
    host varchar not null,
    url varchar not null,
    reason varchar not null,
    reason_name varchar not null,
    detail varchar not null,
    status integer,
    attempted_at timestamp not null,
    rows_read integer,
    rows_stated integer
);
