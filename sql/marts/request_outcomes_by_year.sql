-- Grain: unit × year × outcome of a handled request, where a report has the row. Inputs: unit, county,
-- report, request_figure, outcome. Units: requests, null where no whole number was printed; `share` is of （七）总计, 0 to 1.
with unit as (
    select * from unit
),

county as (
    select * from county
),

report as (
    select * from report
    where is_current
),

figure as (
    select * from request_figure
    where applicant = 'total'
),

concluded as (
    select
        report_id,
        whole_number(value) as concluded_total,
    from figure
    where outcome = 'concluded'
),

outcome as (
    select * from outcome
    where outcome_group <> 'balance'
),

request_outcomes_by_year as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        report.year,
        outcome.outcome,
        outcome.outcome_name,
        outcome.outcome_group,
        outcome.outcome_group_name,
        outcome.outcome_order,
        whole_number(figure.value) as value,
        whole_number(figure.value) / nullif(concluded_total, 0) as share,
        figure.doubt is not null as is_doubtful,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id and figure.locator is not null
    inner join outcome on outcome.outcome = figure.outcome
    left join concluded on concluded.report_id = report.report_id
)

select * from request_outcomes_by_year
order by
    unit_id,
    year,
    outcome_order
