-- Grain: row of a county's decisions.csv. Inputs: raw/<county>/decisions.csv; gongkai/sources/ledger/decisions.py
-- says what the kinds mean. `status` is in_force, superseded (a later row is about the same), unknown_unit
-- or invalid; `note` says why.
create table decision (
    county_id varchar not null,
    row_number integer not null,
    kind varchar not null,
    document_sha256 varchar,
    unit_id varchar,
    year integer,
    instead_of varchar[] not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_on varchar not null,
    status varchar not null,
    note varchar,
    primary key (county_id, row_number),
);
