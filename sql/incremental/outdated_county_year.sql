-- Grain: county × year whose rows of last night are rebuilt, or dropped as the year is watched no longer.
-- Inputs: compared_county_year, county_year, last_county_year.
with outdated_county_year as (
    select
        county_id,
        year,
    from compared_county_year
    union
    select
        county_id,
        year,
    from last_county_year
    anti join county_year using (county_id, year)
)

select * from outdated_county_year
