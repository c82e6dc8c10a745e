-- Grain: unit × cell of the statutory tables, of the report in force. Parameters: county_id, year.
-- Inputs: report, the three figure tables. Units: as printed; `locator` is null for a cell the report lacks.
with report as (
    select
        report_id,
        unit_id,
    from report
    where is_current and county_id = $county_id and year = $year
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

figure as (
    select
        report.unit_id,
        cell.place,
        cell.value,
        cell.printed,
        cell.locator,
        cell.doubt,
        cell.doubt_detail,
    from report
    inner join cell using (report_id)
)

select * from figure
order by
    unit_id,
    place
