-- Grain: unit × year × applicant (the form's seven columns, `total` among them), where a report has the
-- table. Key: unit_id, year, applicant. Inputs: unit, county, report, request_figure, outcome, applicant.
-- Units: requests. Null where no whole number was printed; an outcome group sums the rows that were printed.
-- `received_share` is of the year's new requests (received, column `total`); `granted_share` is of the
-- applicant's own concluded requests and counts granted and partly granted together. Both 0 to 1, and
-- null where their denominator is 0 or was not printed.
with unit as (
    select * from unit
),

county as (
    select * from county
),

report as (
    select * from report
    where is_current and has_request_table
),

applicant as (
    select * from applicant
),

figure as (
    select
        report_id,
        applicant,
        any_value(whole_number(value)) filter (where outcome = 'received') as received,
        any_value(whole_number(value)) filter (where outcome = 'carried_in') as carried_in,
        any_value(whole_number(value)) filter (where outcome = 'concluded') as concluded,
        any_value(whole_number(value)) filter (where outcome = 'carried_out') as carried_out,
        count(doubt) as doubtful_cells,
    from request_figure
    group by
        report_id,
        applicant
),

ended_so as (
    select
        report_id,
        applicant,
        outcome_group,
        whole_sum(value) as value,
    from request_figure
    inner join outcome using (outcome)
    group by
        report_id,
        applicant,
        outcome_group
),

ended as (
    pivot ended_so
    on outcome_group in outcome_group_column
    using any_value(value)
    group by report_id, applicant
),

received as (
    select
        report_id,
        received as received_in_all,
    from figure
    where applicant = 'total'
),

request_applicants_by_year as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        report.year,
        applicant.applicant,
        applicant.applicant_name,
        applicant.applicant_order,
        figure.received,
        figure.received / nullif(received.received_in_all, 0) as received_share,
        figure.carried_in,
        figure.concluded,
        figure.carried_out,
        ended.* exclude (report_id, applicant),
        (ended.granted + ended.partly_granted) / nullif(figure.concluded, 0) as granted_share,
        figure.doubtful_cells,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id
    inner join ended on ended.report_id = figure.report_id and ended.applicant = figure.applicant
    inner join received on received.report_id = report.report_id
    inner join applicant on applicant.applicant = figure.applicant
)

select * from request_applicants_by_year
order by
    unit_id,
    year,
    applicant_order
