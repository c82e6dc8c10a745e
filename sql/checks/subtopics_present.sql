-- 总体情况五项内容齐全: section 1 speaks of its five matters. Grain: report × matter.
-- Inputs: current_report, subtopic. Without a section 1 they are not shown, which
-- sections_present names. A matter that stands under a heading of its own is there, whatever that is called.
with current_report as (
    select * from current_report
),

subtopic as (
    select * from subtopic
),

subtopics_present as (
    select
        report_id,
        'subtopics.' || subtopic as place,
        subtopic_name as expected,
        case
            when list_contains(subtopics, subtopic) then '有'
            when list_contains(sections, 1) and not list_contains(unseen, 'subtopics') then '缺'
        end as found,
        null::varchar as locator,
        case
            when list_contains(subtopics, subtopic) then 'pass'
            when list_contains(unseen, 'subtopics') then 'not_shown'
            when not list_contains(sections, 1) then 'not_shown'
            else 'fail'
        end as outcome,
        list_has_any(doubted, ['subtopics', 'subtopics.' || subtopic])
            or (not list_contains(subtopics, subtopic) and list_contains(unseen, 'subtopics'))
            or (not list_contains(sections, 1) and list_has_any(doubted, ['sections', 'sections.1']))
            as is_doubtful,
        false as is_informative,
    from current_report
    cross join subtopic
)

select * from subtopics_present
