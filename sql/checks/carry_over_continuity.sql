-- 跨年结转一致: 上年结转 of this year = 结转下年 of the last, on the totals. Grain: report.
-- Inputs: current_report, request_column, sight. Units: requests. Applicants may be classed again, so their
-- columns are not compared. A blank of either report does not show it; a report of last year that was not read,
-- or whose version is to be chosen, leaves it unseen; where none was found there is nothing to compare.
with current_report as (
    select * from current_report
),

request_total as (
    select * from request_column
    where applicant = 'total'
),

pair as (
    select
        this_year.report_id,
        this_total.carried_in,
        last_total.carried_out,
        this_total.locator_carried_in,
        list_contains(this_year.doubted, 'requests') or coalesce(this_total.is_carried_in_doubtful, false)
            or coalesce(last_total.is_carried_out_doubtful, false)
            or last_sight.state in ('arrived_unread', 'list_incomplete', 'choice_open') as is_doubtful,
    from current_report as this_year
    inner join sight as last_sight
        on last_sight.unit_id = this_year.unit_id
        and last_sight.year = this_year.year - 1
    left join current_report as last_year
        on last_year.unit_id = this_year.unit_id
        and last_year.year = this_year.year - 1
    left join request_total as this_total on this_total.report_id = this_year.report_id
    left join request_total as last_total on last_total.report_id = last_year.report_id
    where last_sight.state <> 'not_found'
),

carry_over_continuity as (
    select
        report_id,
        'requests.carried_in.total' as place,
        number_text(carried_out) as expected,
        if(carried_out is null, null, number_text(carried_in)) as found,
        locator_carried_in as locator,
        case
            when carried_in = carried_out then 'pass'
            when carried_in <> carried_out then 'fail'
            else 'not_shown'
        end as outcome,
        is_doubtful,
        coalesce(carried_in <> 0 or carried_out <> 0, false) as is_informative,
    from pair
)

select * from carry_over_continuity
