-- 年度报告已发布: a report was found. Grain: report. Inputs: current_report.
-- Where none was found the index itself says missing_report.
with current_report as (
    select * from current_report
),

report_published as (
    select
        report_id,
        'report' as place,
        '已发布' as expected,
        '已发布' as found,
        null::varchar as locator,
        'pass' as outcome,
        false as is_doubtful,
        false as is_informative,
    from current_report
)

select * from report_published
