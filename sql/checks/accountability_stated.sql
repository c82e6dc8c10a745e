-- 报告考核评议追责结果: assessment, public review and accountability are reported. Grain: report.
-- Inputs: current_report.
with current_report as (
    select * from current_report
),

accountability_stated as (
    select
        report_id,
        'accountability' as place,
        '写明工作考核、社会评议和责任追究结果' as expected,
        if(accountability_stated, '已写明', '未写明') as found,
        null::varchar as locator,
        case
            when accountability_stated then 'pass'
            when list_contains(unseen, 'accountability') then 'not_applicable'
            else 'fail'
        end as outcome,
        list_contains(doubted, 'accountability') as is_doubtful,
        false as is_informative,
    from current_report
)

select * from accountability_stated
