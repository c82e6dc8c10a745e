-- Grain: county × year of which a document, or one of a year before, changed: texts are compared with those of
-- all earlier years. Inputs: changed_report,
-- changed_unit_year, county_year.
with changed as (
    select
        county_id,
        year,
    from changed_report
    union
    select
        county_id,
        year,
    from changed_unit_year
),

compared_county_year as (
    select
        county_id,
        year,
    from county_year
    semi join changed using (county_id, year)
    union
    select
        county_id,
        county_year.year,
    from county_year
    semi join changed
        on changed.county_id = county_year.county_id
        and changed.year < county_year.year
)

select * from compared_county_year
