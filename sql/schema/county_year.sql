-- Grain: county × report year from first_year to last_year. Inputs: raw/<county>/county.toml.
-- Article 49 names no date for townships, so the deadline is the county's own, with its basis.
create table county_year (
    county_id varchar not null,
    year integer not null,
    deadline date not null,
    deadline_basis varchar not null,
    primary key (county_id, year),
);
