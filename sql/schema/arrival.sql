-- Grain: path in a county's inbox × the bytes it had. Inputs: raw/<county>/state/arrivals.jsonl. Times in UTC.
create table arrival (
    county_id varchar not null,
    path varchar not null,
    document_sha256 varchar,
    kind varchar not null,
    arrived_at timestamp not null,
    is_present boolean not null,
    is_replaced boolean not null,
    belongs_to varchar,
    unit_id varchar,
    year integer,
    problem varchar,
    problem_detail varchar,
);
