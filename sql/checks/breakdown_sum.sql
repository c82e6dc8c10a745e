-- 分类合计一致: a closed list of categories adds up to the stated total, an open one does not exceed it.
-- Grain: report. Inputs: prose, narrative_figure, current_report. Units: items (条).
-- Channels may hold one item several times and are not compared; nor is an approximate number. A report that
-- states no total, or no categories, does not show it. Where the list goes beyond the total by just one of its own
-- entries, that entry may hold others of the list; where entries that do not add up are counted by another word than
-- the total (个 beside 条), one of them may count otherwise: a person must look, and it is no fault until then.
with total as (
    select * from prose
    where name = 'disclosed_total'
),

counted_by as (
    select
        report_id,
        arg_min(regexp_extract(printed, '\D$'), ordinal) as total_word,
    from narrative_figure
    where name = 'disclosed_total'
    group by report_id
),

category as (
    select * replace (judged_value(correction, value_printed, value) as value) from narrative_figure
    where name = 'breakdown'
),

current_report as (
    select * from current_report
),

breakdown as (
    select
        report_id,
        sum(value) as parts,
        list(value) as entries,
        bool_or(regexp_extract(printed, '\D$') not in ('', total_word)) and any_value(total_word) <> ''
            as is_counted_otherwise,
        arg_min(locator, ordinal) as locator,
        bool_or(is_approximate) as is_approximate,
        bool_or(doubt is not null) as is_doubtful,
    from category
    left join counted_by using (report_id)
    group by report_id
),

compared as (
    select
        current_report.report_id,
        breakdown_closed,
        doubted,
        total.value as total,
        breakdown.parts,
        breakdown.locator,
        coalesce(total.is_approximate, false) or coalesce(breakdown.is_approximate, false) as is_approximate,
        coalesce(total.is_doubtful, false) or coalesce(breakdown.is_doubtful, false)
            or list_has_any(
                doubted,
                ['narrative', 'narrative.breakdown', 'narrative.breakdown_closed', 'narrative.disclosed_total']
            ) or (breakdown.parts is not null and breakdown_closed is null)
            or coalesce(parts > total.value and list_contains(entries, parts - total.value), false)
            or coalesce(parts <> total.value and is_counted_otherwise, false) as is_doubtful,
    from current_report
    left join total using (report_id)
    left join breakdown using (report_id)
),

breakdown_sum as (
    select
        report_id,
        'narrative.breakdown' as place,
        coalesce(if(breakdown_closed, '', '不超过 ') || number_text(total), '写明公开总数及其分类') as expected,
        case
            when total is null then '正文未写明公开总数'
            when parts is null then '正文未列分类'
            else number_text(parts)
        end as found,
        locator,
        case
            when total is null or parts is null or breakdown_closed is null then 'not_shown'
            when is_approximate then 'not_applicable'
            when breakdown_closed and parts <> total then 'fail'
            when not breakdown_closed and parts > total then 'fail'
            else 'pass'
        end as outcome,
        is_doubtful,
        coalesce(total <> 0 or parts <> 0, false) as is_informative,
    from compared
)

select * from breakdown_sum
