-- 统计期限正确: a stated period runs from 1 January to 31 December of the year. Grain: report.
-- Inputs: current_report. A period of which an end is not stated is not shown; a period that counts another year
-- is doubtful as long as the year itself is.
with current_report as (
    select * from current_report
),

period_stated as (
    select
        report_id,
        'period' as place,
        make_date(year, 1, 1) || ' 至 ' || make_date(year, 12, 31) as expected,
        coalesce(period_start::varchar, '未写明') || ' 至 ' || coalesce(period_end::varchar, '未写明') as found,
        null::varchar as locator,
        case
            when period_start <> make_date(year, 1, 1) or period_end <> make_date(year, 12, 31) then 'fail'
            when period_start is null or period_end is null then 'not_shown'
            else 'pass'
        end as outcome,
        list_has_any(doubted, ['period', 'period_start', 'period_end', 'year', 'filed']) as is_doubtful,
        false as is_informative,
    from current_report
    where year > 0
)

select * from period_stated
