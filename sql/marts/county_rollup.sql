-- Grain: county × year × cell of the statutory tables. Inputs: county, county_year, unit, report, the
-- three figure tables and the seeds of rows and columns. Units: as printed.
-- `value` sums what was printed; `reports_missing` counts the units that gave no number for the cell.
with county as (
    select * from county
),

county_year as (
    select * from county_year
),

report as (
    select * from report
    where is_current
),

units as (
    select
        county_id,
        count(*) as units,
    from unit
    group by county_id
),

figure as (
    select
        report_id,
        2 as section,
        item as row_id,
        measure as column_id,
        value,
        doubt,
        item_name as row_name,
        measure_name as column_name,
        item_order * 100 + measure_order as cell_order,
    from disclosure_figure
    inner join disclosure_item using (item)
    inner join disclosure_measure using (measure)
    where locator is not null
    union all
    select
        report_id,
        3 as section,
        outcome as row_id,
        applicant as column_id,
        value,
        doubt,
        outcome_name as row_name,
        applicant_name as column_name,
        outcome_order * 100 + applicant_order as cell_order,
    from request_figure
    inner join outcome using (outcome)
    inner join applicant using (applicant)
    where locator is not null
    union all
    select
        report_id,
        4 as section,
        channel as row_id,
        result as column_id,
        value,
        doubt,
        channel_name as row_name,
        result_name as column_name,
        channel_order * 100 + result_order as cell_order,
    from review_figure
    inner join review_channel using (channel)
    inner join review_result using (result)
    where locator is not null
),

cell as (
    select
        report.county_id,
        report.year,
        section,
        row_id,
        column_id,
        any_value(row_name) as row_name,
        any_value(column_name) as column_name,
        any_value(cell_order) as cell_order,
        sum(value) as value,
        count(value) as reports_counted,
        count(doubt) as doubtful_cells,
    from figure
    inner join report using (report_id)
    group by
        report.county_id,
        report.year,
        section,
        row_id,
        column_id
),

county_rollup as (
    select
        cell.county_id,
        county.county_name,
        cell.year,
        cell.section,
        cell.row_id,
        cell.row_name,
        cell.column_id,
        cell.column_name,
        cell.value,
        cell.reports_counted,
        units.units - cell.reports_counted as reports_missing,
        cell.doubtful_cells,
        cell.cell_order,
    from cell
    inner join county using (county_id)
    inner join county_year on county_year.county_id = cell.county_id and county_year.year = cell.year
    inner join units on units.county_id = cell.county_id
)

select * from county_rollup
order by
    county_id,
    year,
    section,
    cell_order
