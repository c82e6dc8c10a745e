-- 分类合计一致: a closed list of categories adds up to the stated total, an open one does not exceed it.
-- Grain: report. Inputs: prose, narrative_figure, current_report. Units: items (条).
-- Channels may hold one item several times and are not compared; nor is an approximate number.
with total as (
    select * from prose
    where name = 'disclosed_total'
),

category as (
    select * replace (judged_value(correction, value_printed, value) as value) from narrative_figure
    where name = 'breakdown'
),

current_report as (
    select * from current_report
    where breakdown_closed is not null
),

breakdown as (
    select
        report_id,
        sum(value) as parts,
        arg_min(locator, ordinal) as locator,
        bool_or(is_approximate) as is_approximate,
        bool_or(doubt is not null) as is_doubtful,
    from category
    group by report_id
),

breakdown_sum as (
    select
        breakdown.report_id,
        'narrative.breakdown' as place,
        if(breakdown_closed, '', '不超过 ') || number_text(total.value) as expected,
        number_text(breakdown.parts) as found,
        breakdown.locator,
        case
            when total.is_approximate or breakdown.is_approximate then 'not_applicable'
            when breakdown_closed and breakdown.parts <> total.value then 'fail'
            when not breakdown_closed and breakdown.parts > total.value then 'fail'
            else 'pass'
        end as outcome,
        total.is_doubtful
            or breakdown.is_doubtful
            or list_has_any(doubted, ['narrative.breakdown', 'narrative.breakdown_closed']) as is_doubtful,
        total.value <> 0 or breakdown.parts <> 0 as is_informative,
    from breakdown
    inner join total using (report_id)
    inner join current_report using (report_id)
)

select * from breakdown_sum
