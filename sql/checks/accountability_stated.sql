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
        case
            when accountability_stated then '已写明'
            when not list_contains(unseen, 'accountability') then '未写明'
        end as found,
        null::varchar as locator,
        case
            when accountability_stated then 'pass'
            when list_contains(unseen, 'accountability') then 'not_shown'
            else 'fail'
        end as outcome,
        list_contains(doubted, 'accountability')
            or (not accountability_stated and list_contains(unseen, 'accountability')) as is_doubtful,
        false as is_informative,
    from current_report
)

select * from accountability_stated
