-- Grain: county × year in which a report, or the one of the year before, changed. Inputs:
-- changed_unit_year, county_year.
with changed as (
    select
        county_id,
        year,
    from changed_unit_year
    union
    select
        county_id,
        year + 1 as year,
    from changed_unit_year
),

compared_county_year as (
    select
        county_id,
        year,
    from county_year
    semi join changed using (county_id, year)
)

select * from compared_county_year
