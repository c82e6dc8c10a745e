-- Grain: report × count that was tested, of the counties that have a compared report: those of judged units as
-- they are now, the others as they stand. Only rows that `is_compared` are tested again; the others are the history
-- that says how a county's counts scatter. Inputs: new_pair (paired_count), year_on_year_test, compared_report,
-- current_report, every_report, compared_county_year.
with every_report as (
    select * from every_report
),

standing as (
    select year_on_year_test.* exclude (p_value, q_value) from year_on_year_test
    anti join (
        select report_id from compared_report
        semi join current_report using (report_id)
    ) using (report_id)
),

test as (
    select * from standing
    union all by name
    select * from new_pair
),

tested_pair as (
    select
        every_report.county_id,
        every_report.year,
        test.*,
        test.report_id in (select report_id from compared_report) as is_compared,
    from test
    inner join every_report using (report_id)
    semi join compared_county_year on compared_county_year.county_id = every_report.county_id
)

select * from tested_pair
order by
    county_id,
    year,
    report_id,
    place
