-- 复议诉讼数文表一致: reconsiderations and litigations are the same in prose and table, with or without
-- those still pending. Grain: report × number. Inputs: current_report, prose, review_row. Units: cases. Both are to be told.
with current_report as (
    select
        report_id,
        doubted,
    from current_report
),

prose as (
    select * from prose
),

review_sum as (
    select
        report_id,
        if(channel = 'reconsideration', 'reconsiderations', 'litigations') as name,
        if(bool_or(total is null), null, sum(total)) as printed,
        sum(coalesce(pending, 0)) as pending,
        bool_or(is_doubtful) as is_doubtful,
    from review_row
    group by all
),

named as (
    select
        report_id,
        doubted,
        unnest(['reconsiderations', 'litigations']) as name,
    from current_report
),

compared as (
    select
        named.report_id,
        named.name,
        true as is_required,
        prose.value,
        prose.locator,
        coalesce(prose.is_approximate, false) as is_approximate,
        coalesce(prose.is_derived, false) as is_derived,
        coalesce(prose.is_doubtful, list_has_any(doubted, ['narrative', 'narrative.' || named.name]))
            or coalesce(review_sum.is_doubtful, false) as is_doubtful,
        review_sum.printed,
        review_sum.pending,
    from named
    left join prose using (report_id, name)
    left join review_sum using (report_id, name)
),

narrative_reviews as (
    select
        report_id,
        'narrative.' || name as place,
        coalesce(number_text(printed), '正文和统计表都写明') as expected,
        case
            when value is null then '正文未写明'
            when printed is not null then number_text(value)
        end as found,
        locator,
        case
            when value is null and is_required then 'not_shown'
            when value is null or is_approximate then 'not_applicable'
            when value = printed or value = printed - pending then 'pass'
            when is_derived then 'not_applicable'
            when printed is null then if(is_required, 'not_shown', 'not_applicable')
            when is_required then 'fail'
            else 'note'
        end as outcome,
        is_doubtful,
        coalesce(value <> 0 or printed <> 0, false) as is_informative,
    from compared
)

select * from narrative_reviews
