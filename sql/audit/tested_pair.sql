-- Grain: compared report × count that was tested: those of judged units again, the others as they stand.
-- Inputs: paired_p_value (paired_count with its p-values), year_on_year_test, compared_report,
-- current_report, every_report.
with every_report as (
    select * from every_report
),

standing as (
    select * exclude (q_value) from year_on_year_test
    semi join compared_report using (report_id)
    anti join current_report using (report_id)
),

test as (
    select * from standing
    union all by name
    select * from paired_p_value
),

tested_pair as (
    select
        every_report.county_id,
        every_report.year,
        test.*,
    from test
    inner join every_report using (report_id)
)

select * from tested_pair
order by
    county_id,
    year,
    report_id,
    place
