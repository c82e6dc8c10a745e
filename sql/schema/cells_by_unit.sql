-- Grain: unit × year × cell of the statutory tables, of the report in force. Key: unit_id, year, place.
-- Inputs: unit, county, report, the three figure tables. Units: as printed; `locator` is null for a cell
-- that the report lacks. A view, since it is as long as the cells themselves.
create view cells_by_unit as
with report as (
    select * from report
    where is_current
),

cell as (
    select
        report_id,
        'disclosure.' || item || '.' || measure as place,
        value,
        printed,
        locator,
        doubt,
        doubt_detail,
    from disclosure_figure
    union all
    select
        report_id,
        'requests.' || outcome || '.' || applicant as place,
        value,
        printed,
        locator,
        doubt,
        doubt_detail,
    from request_figure
    union all
    select
        report_id,
        'reviews.' || channel || '.' || result as place,
        value,
        printed,
        locator,
        doubt,
        doubt_detail,
    from review_figure
),

cells_by_unit as (
    select
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
        cell.place,
        cell.value,
        cell.printed,
        cell.locator,
        cell.doubt,
        cell.doubt_detail,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = report.county_id
    inner join cell on cell.report_id = report.report_id
)

select * from cells_by_unit;
