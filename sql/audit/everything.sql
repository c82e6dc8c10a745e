-- What is judged when nothing is carried over: all units and years of all counties, as three tables.
-- Grain: unit, county × year, unit × year. Inputs: unit, county_year.
create or replace temp table judged_unit as
select unit_id from unit;

create or replace temp table compared_county_year as
select
    county_id,
    year,
from county_year;

create or replace temp table changed_unit_year as
select
    unit_id,
    county_id,
    year,
from unit
inner join county_year using (county_id)
