-- Grain: unit × year × check, pre-filled for all. Inputs: sql/audit/check_result.sql.
-- Units: evidence rows, of which `failed` are sure, `omitted` not shown and `doubtful` rest on a doubtful cell.
create table check_result (
    unit_id varchar not null,
    county_id varchar not null,
    year integer not null,
    check_id varchar not null,
    verdict varchar not null,
    verdict_strict varchar not null,
    is_scored boolean not null,
    tested integer not null,
    failed integer not null,
    omitted integer not null,
    doubtful integer not null,
    informative integer not null,
);
