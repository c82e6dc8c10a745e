-- Grain: county × year. Key: county_id, year. Inputs: county, county_year, unit, report, document,
-- disclosure_item, the three figure tables. Units: units, reports, documents and cells of the forms.
-- No null: a county-year without a report has zeros, and `units_missing` says so.
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
        value,
        locator,
        doubt,
    from disclosure_figure
    inner join disclosure_item using (item)
    where locator is not null or not is_regional
    union all
    select
        report_id,
        value,
        locator,
        doubt,
    from request_figure
    union all
    select
        report_id,
        value,
        locator,
        doubt,
    from review_figure
),

cells as (
    select
        report.county_id,
        report.year,
        count(*) as cells_expected,
        count(*) filter (where locator is not null and value is not null) as cells_printed,
        count(*) filter (where locator is not null and value is null) as cells_blank,
        count(*) filter (where locator is null) as cells_absent,
        count(doubt) as cells_doubtful,
    from figure
    inner join report using (report_id)
    group by
        report.county_id,
        report.year
),

reports as (
    select
        county_id,
        year,
        count(*) as units_reported,
        count(*) filter (where form is null) as forms_unknown,
        count(*) filter (where published_on is null) as dates_unknown,
    from report
    group by
        county_id,
        year
),

used_form as (
    select
        county_id,
        year,
        'forms_' || form as form,
    from report
),

used as (
    pivot used_form
    on form in form_column
    using count(*)
    group by county_id, year
),

documents as (
    select
        county_id,
        year,
        count(*) as documents,
        count(refusal_reason) as refused_documents,
    from document
    group by
        county_id,
        year
),

data_quality_by_county as (
    select
        county_year.county_id,
        county.county_name,
        county_year.year,
        units.units,
        coalesce(units_reported, 0) as units_reported,
        units.units - coalesce(units_reported, 0) as units_missing,
        coalesce(columns(used.* exclude (county_id, year)), 0),
        coalesce(forms_unknown, 0) as forms_unknown,
        coalesce(dates_unknown, 0) as dates_unknown,
        coalesce(cells_expected, 0) as cells_expected,
        coalesce(cells_printed, 0) as cells_printed,
        coalesce(cells_blank, 0) as cells_blank,
        coalesce(cells_absent, 0) as cells_absent,
        coalesce(cells_doubtful, 0) as cells_doubtful,
        coalesce(documents, 0) as documents,
        coalesce(refused_documents, 0) as refused_documents,
    from county_year
    inner join county using (county_id)
    inner join units on units.county_id = county_year.county_id
    left join reports on reports.county_id = county_year.county_id and reports.year = county_year.year
    left join used on used.county_id = county_year.county_id and used.year = county_year.year
    left join cells on cells.county_id = county_year.county_id and cells.year = county_year.year
    left join documents
        on documents.county_id = county_year.county_id and documents.year = county_year.year
)

select * from data_quality_by_county
order by
    county_id,
    year
