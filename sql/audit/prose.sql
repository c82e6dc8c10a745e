-- Grain: current report × name of a number in the prose, categories and channels left out.
-- Inputs: narrative_figure, current_report, reader_doubt. Two numbers for one thing make it doubtful.
with figure as (
    select * replace (judged_value(correction, value_printed, value) as value) from narrative_figure
    where name not in ('breakdown', 'channels')
),

current_report as (
    select
        report_id,
        doubted,
    from current_report
),

prose as (
    select
        report_id,
        name,
        arg_min(value, ordinal) as value,
        arg_min(locator, ordinal) as locator,
        bool_or(is_approximate) as is_approximate,
        bool_and(is_derived) as is_derived,
        bool_or(doubt is not null)
            or count(distinct value) > 1
            or any_value(list_contains(doubted, 'narrative.' || name)) as is_doubtful,
    from figure
    inner join current_report using (report_id)
    group by
        report_id,
        name
)

select * from prose
