-- Grain: county × report year from first_year to last_year. Inputs: raw/<county>/county.toml.
-- Article 49 names no date for townships, so only a deadline of the county's own
-- notice is scored (`is_deadline_set`); the regulation's date stands as a reference.
create table county_year (
    county_id varchar not null,
    year integer not null,
    deadline date not null,
    deadline_basis varchar not null,
    is_deadline_set boolean not null,
    primary key (county_id, year),
);
