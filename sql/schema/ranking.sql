-- Grain: unit × year. Inputs: gongkai/audit/ranking.py over check_result.
-- Units: points of 100, scores 0 to 100 as they are printed (one decimal), shares 0 to 1, ranks within the county
-- and year. Only a unit that `is_ranked` has a score and a rank; of the others `pending` says why not.
create table ranking (
    unit_id varchar not null,
    county_id varchar not null,
    year integer not null,
    state varchar not null,
    is_missing boolean not null,
    is_ranked boolean not null,
    pending varchar,
    points_earned double not null,
    points_judged double not null,
    points_unseen double not null,
    score double,
    score_low double,
    score_high double,
    coverage double not null,
    seen_share double not null,
    informative_checks integer not null,
    rank integer,
    rank_low integer,
    rank_high integer,
    units_ranked integer not null,
    above_last_year double,
    below_last_year double,
    primary key (unit_id, year),
);
