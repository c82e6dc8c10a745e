-- Grain: unit × year × dimension. Inputs: sql/audit/score.sql. Units: rubric points (of 100 in all).
create table score (
    unit_id varchar not null,
    county_id varchar not null,
    year integer not null,
    dimension varchar not null,
    points_earned double not null,
    points_judged double not null,
    points_unseen double not null,
    points_possible double not null,
);
