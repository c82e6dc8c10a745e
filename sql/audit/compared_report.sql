-- Grain: current report of the county-years that are compared. Inputs: every_report, compared_county_year.
with every_report as (
    select * from every_report
),

compared_report as (
    select report_id from every_report
    semi join compared_county_year using (county_id, year)
)

select * from compared_report
