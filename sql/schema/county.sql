-- Grain: county. Inputs: raw/<county>/county.toml. Units: first_year and last_year are report years.
create table county (
    county_id varchar primary key,
    county_name varchar not null,
    first_year integer not null,
    last_year integer not null,
    is_fictional boolean not null,
);
