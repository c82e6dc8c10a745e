-- Grain: unit × year × outcome × applicant, where a report has the cell. Key: unit_id, year, outcome,
-- applicant. Inputs: unit, county, report, request_figure, outcome, applicant. Units: requests.
-- Every cell of the table in section 3, totals among them: filter `applicant <> 'total'` and
-- `outcome_group <> 'balance'` before summing. `share` is of the applicant's own （七）总计, 0 to 1; null
-- on the four rows of the balance, which are no part of it, and where that total is 0 or not printed.
-- A view, since it is as long as the cells themselves.
create view requests_by_applicant_and_outcome as
with report as (
    select * from report
    where is_current
),

concluded as (
    select
        report_id,
        applicant,
        value as concluded,
    from request_figure
    where outcome = 'concluded'
),

requests_by_applicant_and_outcome as (
    select
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
        outcome.outcome,
        outcome.outcome_name,
        outcome.outcome_group,
        outcome.outcome_order,
        applicant.applicant,
        applicant.applicant_name,
        applicant.applicant_order,
        figure.value,
        if(outcome_group = 'balance', null, figure.value / nullif(concluded.concluded, 0)) as share,
        figure.doubt is not null as is_doubtful,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = report.county_id
    inner join request_figure as figure on figure.report_id = report.report_id
    inner join outcome on outcome.outcome = figure.outcome
    inner join applicant on applicant.applicant = figure.applicant
    left join concluded
        on concluded.report_id = figure.report_id and concluded.applicant = figure.applicant
    where figure.locator is not null
)

select * from requests_by_applicant_and_outcome;
