-- 六个部分齐全: the six numbered parts are there. Grain: report × part. Inputs: current_report.
with current_report as (
    select * from current_report
),

section as (
    select unnest(range(1, 7))::integer as section
),

sections_present as (
    select
        report_id,
        'sections.' || section as place,
        '有第' || '一二三四五六'[section] || '部分' as expected,
        case
            when list_contains(sections, section) then '有'
            when not list_contains(unseen, 'sections.' || section) then '缺'
        end as found,
        null::varchar as locator,
        case
            when list_contains(sections, section) then 'pass'
            when list_contains(unseen, 'sections.' || section) then 'not_shown'
            else 'fail'
        end as outcome,
        list_has_any(doubted, ['sections', 'sections.' || section])
            or (not list_contains(sections, section) and list_contains(unseen, 'sections.' || section)) as is_doubtful,
        false as is_informative,
    from current_report
    cross join section
)

select * from sections_present
