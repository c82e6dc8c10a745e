-- Grain: unit × year × check × place that does not hold. Inputs: sql/audit/finding.sql.
-- `verdict` is `fail` for a fault, `not_shown` for an omission, `not_seen` where either rests on a doubtful cell,
-- and `lead` for what costs nothing until a person confirms it.
create table finding (
    unit_id varchar not null,
    county_id varchar not null,
    year integer not null,
    report_id bigint not null,
    check_id varchar not null,
    dimension varchar not null,
    severity varchar not null,
    verdict varchar not null,
    place varchar not null,
    expected varchar,
    found varchar,
    locator varchar,
    legal_basis varchar not null,
);
