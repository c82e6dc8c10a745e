-- 统计表齐全: sections 2, 3 and 4 hold their table. Grain: report × table. Inputs: current_report.
-- A table that may stand in a picture or attachment, which was not read, is not seen.
with current_report as (
    select * from current_report
),

statutory_table as (
    select
        report_id,
        doubted,
        unseen,
        unnest([2, 3, 4]) as section,
        unnest([has_disclosure_table, has_request_table, has_review_table]) as is_present,
        unnest(['disclosure', 'requests', 'reviews']) as block,
    from current_report
),

tables_present as (
    select
        report_id,
        'tables.' || section as place,
        '有统计表' as expected,
        case
            when is_present then '有'
            when not list_contains(unseen, block) then '缺'
        end as found,
        null::varchar as locator,
        case
            when is_present then 'pass'
            when list_contains(unseen, block) then 'not_shown'
            else 'fail'
        end as outcome,
        list_has_any(doubted, ['tables', 'tables.' || section, block])
            or (not is_present and list_contains(unseen, block)) as is_doubtful,
        false as is_informative,
    from statutory_table
)

select * from tables_present
