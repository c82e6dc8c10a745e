-- 申请数文表一致: requests received, answered and carried out are the same in prose and table.
-- Grain: report × number. Inputs: prose, request_column. Units: requests.
-- The prose may count 新收 alone or with 上年结转; an approximate number is not compared,
-- and one that only follows from others (均已答复) cannot show that the table is wrong.
with prose as (
    select * from prose
),

request_total as (
    select * from request_column
    where applicant = 'total'
),

compared as (
    select
        prose.report_id,
        prose.name,
        prose.value,
        prose.locator,
        prose.is_approximate,
        prose.is_derived,
        prose.is_doubtful or request_total.is_balance_doubtful as is_doubtful,
        case prose.name
            when 'requests_received' then received
            when 'requests_answered' then concluded
            when 'requests_carried_out' then carried_out
        end as printed,
        if(prose.name = 'requests_received', received + carried_in, null) as printed_with_carried_in,
    from prose
    inner join request_total using (report_id)
),

narrative_requests as (
    select
        report_id,
        'narrative.' || name as place,
        number_text(printed) as expected,
        number_text(value) as found,
        locator,
        case
            when is_approximate then 'not_applicable'
            when value = printed or coalesce(value = printed_with_carried_in, false) then 'pass'
            when is_derived then 'not_applicable'
            else 'fail'
        end as outcome,
        is_doubtful,
        value <> 0 or printed <> 0 as is_informative,
    from compared
    where printed is not null
)

select * from narrative_requests
