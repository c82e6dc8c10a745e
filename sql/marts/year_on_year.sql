-- Grain: unit × year of the county. Key: unit_id, year. Inputs: unit, county, county_year, report, request_figure,
-- narrative_figure. Units: requests (件) and disclosed items (条). Null where either year gives no whole number.
-- `_growth` is the change over the previous number, so 1 is twice as many; null where that number was 0.
-- An approximate total of the prose is left out, so that no change is read out of a rounding.
with unit as (
    select * from unit
),

county as (
    select * from county
),

county_year as (
    select * from county_year
),

report as (
    select * from report
    where is_current
),

received as (
    select
        report_id,
        whole_number(value) as received_total,
    from request_figure
    where outcome = 'received' and applicant = 'total'
),

disclosed as (
    select
        report_id,
        whole_number(arg_min(value, ordinal)) as disclosed_total,
    from narrative_figure
    where name = 'disclosed_total' and not is_approximate
    group by report_id
),

figure as (
    select
        report.unit_id,
        report.year,
        received_total,
        disclosed_total,
    from report
    left join received using (report_id)
    left join disclosed using (report_id)
),

year_on_year as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        county_year.year,
        this_year.received_total,
        last_year.received_total as received_total_previous,
        this_year.received_total - last_year.received_total as received_change,
        (this_year.received_total - last_year.received_total)
            / nullif(last_year.received_total, 0) as received_growth,
        this_year.disclosed_total,
        last_year.disclosed_total as disclosed_total_previous,
        this_year.disclosed_total - last_year.disclosed_total as disclosed_change,
        (this_year.disclosed_total - last_year.disclosed_total)
            / nullif(last_year.disclosed_total, 0) as disclosed_growth,
    from unit
    inner join county using (county_id)
    inner join county_year using (county_id)
    left join figure as this_year
        on this_year.unit_id = unit.unit_id and this_year.year = county_year.year
    left join figure as last_year
        on last_year.unit_id = unit.unit_id and last_year.year = county_year.year - 1
)

select * from year_on_year
order by
    unit_id,
    year
