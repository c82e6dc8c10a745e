-- Grain: county × year × cell of the statutory tables. Inputs: county, county_year, unit, report, the
-- three figure tables and the seeds of rows and columns. Units: as printed.
-- `value` sums what was printed and is valid (2.5 cases are none), to six places, so that the order of adding does not show; `reports_missing` counts the units that gave no number for the cell.
with county as (
    select * from county
),

-- a nation's cells are summed by small numbers: by their names they take twice the memory
county_year as (
    select
        county_id,
        year,
        row_number() over (order by county_id, year)::integer as county_year_number,
    from county_year
),

report as (
    select
        report_id,
        county_year_number,
    from report
    inner join county_year using (county_id, year)
    where is_current
),

units as (
    select
        county_id,
        count(*) as units,
    from unit
    group by county_id
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

figure as (
    select
        report_id,
        2 as section,
        item_order * 100 + measure_order as cell_order,
        case number
            when 'count' then whole_count(value)
            when 'amount' then if(value >= 0, value, null)
            else if(value = floor(value), value, null)
        end as value,
        doubt,
    from disclosure_figure
    inner join disclosure_item using (item)
    inner join disclosure_measure using (measure)
    where locator is not null
    union all
    select
        report_id,
        3 as section,
        outcome_order * 100 + applicant_order as cell_order,
        whole_count(value) as value,
        doubt,
    from request_figure
    inner join outcome using (outcome)
    inner join applicant using (applicant)
    where locator is not null
    union all
    select
        report_id,
        4 as section,
        channel_order * 100 + result_order as cell_order,
        whole_count(value) as value,
        doubt,
    from review_figure
    inner join review_channel using (channel)
    inner join review_result using (result)
    where locator is not null
),

cell as (
    select
        county_year_number,
        section,
        cell_order,
        round(sum(value), 6) as value,
        count(value) as reports_counted,
        count(doubt) as doubtful_cells,
    from figure
    inner join report using (report_id)
    group by
        county_year_number,
        section,
        cell_order
),

county_rollup as (
    select
        county_year.county_id,
        county.county_name,
        county_year.year,
        cell.section,
        named_cell.row_id,
        named_cell.row_name,
        named_cell.column_id,
        named_cell.column_name,
        cell.value,
        cell.reports_counted,
        units.units - cell.reports_counted as reports_missing,
        cell.doubtful_cells,
        cell.cell_order,
    from cell
    inner join named_cell using (section, cell_order)
    inner join county_year using (county_year_number)
    inner join county on county.county_id = county_year.county_id
    inner join units on units.county_id = county_year.county_id
)

select * from county_rollup
order by
    county_id,
    year,
    section,
    cell_order
