-- Grain: current report × count that its own year and the year before both give. Inputs: current_report,
-- compared_report, request_column, review_row, disclosure_row, prose. Units: as the count's own. Only whole counts of
-- one meaning in both years: an approximate number is left out, and so is what the two forms count differently.
with current_report as (
    select * from current_report
),

request_total as (
    select * from request_column
    where applicant = 'total'
),

counted as (
    select
        report_id,
        'requests.received.total' as place,
        received as value,
        locator_received as locator,
        is_balance_doubtful as is_doubtful,
    from request_total
    union all
    select
        report_id,
        place || '.total' as place,
        total as value,
        locator_total as locator,
        is_doubtful,
    from review_row
    union all
    select
        report_id,
        place || '.decisions' as place,
        decisions as value,
        locator_decisions as locator,
        is_doubtful,
    from disclosure_row
    where decisions is not null
    union all
    select
        report_id,
        'narrative.disclosed_total' as place,
        value,
        locator,
        is_doubtful,
    from prose
    where name = 'disclosed_total' and not is_approximate
),

paired_count as (
    select
        this_year.report_id,
        this_count.place,
        last_count.value::bigint as previous_value,
        this_count.value::bigint as value,
        this_count.locator,
        this_count.is_doubtful or last_count.is_doubtful as is_doubtful,
    from current_report as this_year
    semi join compared_report on compared_report.report_id = this_year.report_id
    inner join current_report as last_year
        on last_year.unit_id = this_year.unit_id
        and last_year.year = this_year.year - 1
    inner join counted as this_count on this_count.report_id = this_year.report_id
    inner join counted as last_count
        on last_count.report_id = last_year.report_id
        and last_count.place = this_count.place
    where this_count.value >= 0 and this_count.value = floor(this_count.value)
        and last_count.value >= 0 and last_count.value = floor(last_count.value)
        and this_count.value + last_count.value between 1 and 1e9
)

select * from paired_count
