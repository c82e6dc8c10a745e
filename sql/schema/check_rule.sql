-- Grain: check. Inputs: seeds/check.csv.
create table check_rule (
    check_id varchar primary key,
    title varchar not null,
    dimension varchar not null,
    severity varchar not null,
    legal_basis varchar not null,
    since_year integer,
    scored_since integer,
    is_lead boolean not null,
    is_single_report boolean not null,
);
