-- 年份正确: the report states its year, and no other year in its place. Grain: report.
-- Inputs: current_report. A report that states none leaves it out; only another year is a fault.
-- `years_stated` stands most trusted first: another year further down, as of a cited notice, is no fault of the
-- report, and waits in the queue as the reader's doubt. One that names another year all through may have been filed
-- wrongly by ourselves.
with current_report as (
    select * from current_report
),

year_stated as (
    select
        report_id,
        'year' as place,
        year::varchar as expected,
        if(year_stated is null, '未写明', array_to_string(years_stated, '、')) as found,
        null::varchar as locator,
        case
            when year_stated is null then 'not_shown'
            when year_stated = year then 'pass'
            else 'fail'
        end as outcome,
        list_contains(doubted, 'filed') as is_doubtful,
        false as is_informative,
    from current_report
)

select * from year_stated
