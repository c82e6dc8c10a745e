-- 年份正确: the report states its year, and no other year in its place. Grain: report.
-- Inputs: current_report.
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
        if(year_stated is not null and list_bool_and(list_transform(years_stated, lambda y: y = year)), 'pass', 'fail')
            as outcome,
        list_contains(doubted, 'year') as is_doubtful,
        false as is_informative,
    from current_report
)

select * from year_stated
