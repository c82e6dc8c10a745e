-- Grain: row of a county's corrections.csv. Inputs: raw/<county>/corrections.csv through sql/load/correction.sql.
-- `status` is applied, stale (the report no longer prints `printed_from`), superseded (a later row has the
-- same cell), unknown_cell or invalid; `note` says why. Raw documents are never touched.
create table correction (
    county_id varchar not null,
    row_number integer not null,
    unit_key varchar not null,
    unit_id varchar,
    year integer,
    cell varchar not null,
    printed_from varchar not null,
    corrected_to varchar not null,
    kind varchar not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_on varchar not null,
    status varchar not null,
    note varchar,
    report_id bigint,
    primary key (county_id, row_number),
);
