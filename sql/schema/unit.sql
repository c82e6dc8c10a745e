-- Grain: unit (镇, 乡, 街道, 局 …). Inputs: raw/<county>/units.csv.
-- Statistical and civil-affairs codes disagree: never join on `code` across code systems.
create table unit (
    unit_id varchar primary key,
    county_id varchar not null,
    unit_key varchar not null,
    unit_name varchar not null,
    unit_kind varchar,
    aliases varchar[] not null,
    former_names varchar[] not null,
    code_system varchar,
    code_edition varchar,
    code varchar,
);
