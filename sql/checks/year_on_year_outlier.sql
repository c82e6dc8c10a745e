-- 同比变化过大: a count moved by more than its county's history explains, beyond a doubling or halving. Grain: report ×
-- count. Inputs: year_on_year_test, compared_report. Units: as the count's own. The false discovery rate is held at 5 %
-- over the county and year. Costs no points: it is for the supervisor's eye.
with year_on_year_test as (
    select * from year_on_year_test
    semi join compared_report using (report_id)
),

year_on_year_outlier as (
    select
        report_id,
        place,
        '上年 ' || previous_value || '，变化在一倍以内' as expected,
        value || '（误报率校正后 q = ' || printf('%.2g', q_value) || '）' as found,
        locator,
        if(q_value <= 0.05, 'fail', 'pass') as outcome,
        is_doubtful,
        value <> 0 or previous_value <> 0 as is_informative,
    from year_on_year_test
)

select * from year_on_year_outlier
