-- Grain: unit × year. Inputs: gongkai/audit/ranking.py over `score`.
-- Units: score 0 to 100, coverage 0 to 1, ranks within the county and year.
create table ranking (
    unit_id varchar not null,
    county_id varchar not null,
    year integer not null,
    score double,
    coverage double not null,
    informative_checks integer not null,
    rank integer not null,
    rank_low integer not null,
    rank_high integer not null,
    units_ranked integer not null,
    is_missing boolean not null,
    primary key (unit_id, year),
);
