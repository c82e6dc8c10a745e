-- 无模板残留: no instruction of the template was left in. Grain: report. Inputs: current_report.
with current_report as (
    select * from current_report
),

template_leftover as (
    select
        report_id,
        'template' as place,
        '删除填写说明' as expected,
        left(template_leftover, 60) as found,
        null::varchar as locator,
        if(template_leftover is null, 'pass', 'fail') as outcome,
        list_contains(doubted, 'template_leftover') as is_doubtful,
        false as is_informative,
    from current_report
)

select * from template_leftover
