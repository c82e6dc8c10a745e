-- 申请数文表一致: requests received, answered and carried out are the same in prose and table.
-- Grain: report × number. Inputs: current_report, prose, request_column. Units: requests. The prose may count 新收 alone or
-- with 上年结转; an approximate number is not compared, and one that follows from others never fails.
-- What was received is to be told; the other two may be left out, so that they are noted where they differ and
-- cost nothing: else to leave one out would pay.
with current_report as (
    select
        report_id,
        doubted,
    from current_report
),

prose as (
    select * from prose
),

request_total as (
    select * from request_column
    where applicant = 'total'
),

named as (
    select
        report_id,
        doubted,
        unnest(['requests_received', 'requests_answered', 'requests_carried_out']) as name,
    from current_report
),

compared as (
    select
        named.report_id,
        named.name,
        named.name = 'requests_received' as is_required,
        prose.value,
        prose.locator,
        coalesce(prose.is_approximate, false) as is_approximate,
        coalesce(prose.is_derived, false) as is_derived,
        coalesce(prose.is_doubtful, list_has_any(doubted, ['narrative', 'narrative.' || named.name]))
            or coalesce(request_total.is_balance_doubtful, false) as is_doubtful,
        case named.name
            when 'requests_received' then received
            when 'requests_answered' then concluded
            when 'requests_carried_out' then carried_out
        end as printed,
        if(named.name = 'requests_received', received + carried_in, null) as printed_with_carried_in,
    from named
    left join prose using (report_id, name)
    left join request_total using (report_id)
),

narrative_requests as (
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
            when value = printed or coalesce(value = printed_with_carried_in, false) then 'pass'
            when is_derived then 'not_applicable'
            when printed is null then if(is_required, 'not_shown', 'not_applicable')
            when is_required then 'fail'
            else 'note'
        end as outcome,
        is_doubtful,
        coalesce(value <> 0 or printed <> 0, false) as is_informative,
    from compared
)

select * from narrative_requests
