-- 跨年结转一致: 上年结转 of this year = 结转下年 of the last, on the totals. Grain: report.
-- Inputs: current_report, request_column. Units: requests. Applicants may be classed again, so their
-- columns are not compared.
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
        this_total.is_carried_in_doubtful or last_total.is_carried_out_doubtful as is_doubtful,
    from current_report as this_year
    inner join current_report as last_year
        on last_year.unit_id = this_year.unit_id
        and last_year.year = this_year.year - 1
    inner join request_total as this_total on this_total.report_id = this_year.report_id
    inner join request_total as last_total on last_total.report_id = last_year.report_id
    where this_total.carried_in is not null and last_total.carried_out is not null
),

carry_over_continuity as (
    select
        report_id,
        'requests.carried_in.total' as place,
        number_text(carried_out) as expected,
        number_text(carried_in) as found,
        locator_carried_in as locator,
        if(carried_in = carried_out, 'pass', 'fail') as outcome,
        is_doubtful,
        carried_in <> 0 or carried_out <> 0 as is_informative,
    from pair
)

select * from carry_over_continuity
