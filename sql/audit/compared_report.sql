-- Grain: current report of the county-years that are compared. Inputs: every_report, compared_county_year,
-- changed_unit_year. What is said of one against its peers may change with any report of its county, of
-- this year or an earlier one; against its own last year's, with these two alone.
with every_report as (
    select * from every_report
),

compared_report as (
    select
        report_id,
        exists (
            select 1 from changed_unit_year
            where changed_unit_year.county_id = every_report.county_id
                and changed_unit_year.year <= every_report.year
        ) as is_held_against_peers,
        (unit_id, year) in (
            select (unit_id, year) from changed_unit_year
            union
            select (unit_id, year + 1) from changed_unit_year
        ) as is_held_against_last_year,
    from every_report
    semi join compared_county_year using (county_id, year)
)

select * from compared_report
