-- Grain: county × year in which a report, or the one of the year before, changed. Inputs: changed_report,
-- changed_unit, county_year.
with county_year as (
    select
        county_id,
        year,
    from county_year
),

compared_county_year as (
    select * from county_year
    semi join changed_report using (county_id, year)
    union
    select * from county_year
    semi join changed_report
        on changed_report.county_id = county_year.county_id
        and changed_report.year = county_year.year - 1
    union
    select * from county_year
    semi join changed_unit using (county_id)
)

select * from compared_county_year
