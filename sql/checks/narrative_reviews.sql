-- 复议诉讼数文表一致: reconsiderations and litigations are the same in prose and table, with or without
-- those still pending. Grain: report × number. Inputs: prose, review_row. Units: cases.
with prose as (
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

compared as (
    select
        prose.report_id,
        prose.name,
        prose.value,
        prose.locator,
        prose.is_approximate,
        prose.is_doubtful or review_sum.is_doubtful as is_doubtful,
        review_sum.printed,
        review_sum.pending,
    from prose
    inner join review_sum using (report_id, name)
    where review_sum.printed is not null
),

narrative_reviews as (
    select
        report_id,
        'narrative.' || name as place,
        number_text(printed) as expected,
        number_text(value) as found,
        locator,
        case
            when is_approximate then 'not_applicable'
            when value = printed or value = printed - pending then 'pass'
            else 'fail'
        end as outcome,
        is_doubtful,
        value <> 0 or printed <> 0 as is_informative,
    from compared
)

select * from narrative_reviews
