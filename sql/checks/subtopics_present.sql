-- 总体情况五项内容齐全: section 1 speaks of its five matters. Grain: report × matter.
-- Inputs: current_report, subtopic. Without a section 1 that is the fault of sections_present.
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
        if(list_contains(subtopics, subtopic), '有', '缺') as found,
        null::varchar as locator,
        case
            when not list_contains(sections, 1) then 'not_applicable'
            when list_contains(subtopics, subtopic) then 'pass'
            when list_contains(unseen, 'subtopics') then 'not_applicable'
            else 'fail'
        end as outcome,
        list_has_any(doubted, ['subtopics', 'subtopics.' || subtopic]) as is_doubtful,
        false as is_informative,
    from current_report
    cross join subtopic
)

select * from subtopics_present
