-- Grain: county × check. Inputs: seeds/rubric.csv or raw/<county>/rubric.csv. Units: points of 100.
create table rubric (
    county_id varchar not null,
    check_id varchar not null,
    points double not null,
    rubric_version varchar not null,
    primary key (county_id, check_id),
);
