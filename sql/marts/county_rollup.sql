-- Grain: county × year × cell of the statutory tables. Inputs: county, county_year, unit, report, the
-- three figure tables and the seeds of rows and columns. Units: as printed.
-- `value` sums what was printed, to six places, so that the order of adding does not show; `reports_missing` counts the units that gave no number for the cell.
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
    from disclosure_figure
    where locator is not null
    union all
    select
        report_id,
        3 as section,
        outcome as row_id,
        applicant as column_id,
        value,
        doubt,
    from request_figure
    where locator is not null
    union all
    select
        report_id,
        4 as section,
        channel as row_id,
        result as column_id,
        value,
        doubt,
    from review_figure
    where locator is not null
),

cell as (
    select
        report.county_id,
        report.year,
        section,
        row_id,
        column_id,
        round(sum(value), 6) as value,
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

named_cell as (
    select
        2 as section,
        item as row_id,
        measure as column_id,
        item_name as row_name,
        measure_name as column_name,
        item_order * 100 + measure_order as cell_order,
    from disclosure_item
    cross join disclosure_measure
    union all
    select
        3 as section,
        outcome as row_id,
        applicant as column_id,
        outcome_name as row_name,
        applicant_name as column_name,
        outcome_order * 100 + applicant_order as cell_order,
    from outcome
    cross join applicant
    union all
    select
        4 as section,
        channel as row_id,
        result as column_id,
        channel_name as row_name,
        result_name as column_name,
        channel_order * 100 + result_order as cell_order,
    from review_channel
    cross join review_result
),

county_rollup as (
    select
        cell.county_id,
        county.county_name,
        cell.year,
        cell.section,
        cell.row_id,
        named_cell.row_name,
        cell.column_id,
        named_cell.column_name,
        cell.value,
        cell.reports_counted,
        units.units - cell.reports_counted as reports_missing,
        cell.doubtful_cells,
        named_cell.cell_order,
    from cell
    inner join named_cell using (section, row_id, column_id)
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
