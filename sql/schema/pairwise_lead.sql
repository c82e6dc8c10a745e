-- Grain: ordered pair of ranked units × year. Inputs: gongkai/audit/ranking.py. Units: share of the draws, 0 to 1,
-- in which the unit's score is above the other's; what is left of both directions are draws in which they are equal.
create table pairwise_lead (
    county_id varchar not null,
    year integer not null,
    unit_id varchar not null,
    other_unit_id varchar not null,
    lead_share double not null,
);
