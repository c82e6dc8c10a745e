-- Grain: unit × year of the county. Inputs: unit, county, county_year, sight, report, document, look, the three
-- figure tables, disclosure_item, correction. Units: cells of the form (regional rows that are absent left out) and documents.
with unit as (
    select * from unit
),

county as (
    select * from county
),

county_year as (
    select * from county_year
),

all_revisions as (
    select
        report_id,
        unit_id,
        year,
        revision,
        published_on,
        published_on_source,
    from report
),

report as (
    select * from report
    where is_current
),

figure as (
    select
        report_id,
        value,
        locator,
        doubt,
    from disclosure_figure
    left join disclosure_item using (item)
    where locator is not null or not coalesce(is_regional, false)
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
        report_id,
        count(*) as cells_expected,
        count(*) filter (where locator is not null and value is not null) as cells_printed,
        count(*) filter (where locator is not null and value is null) as cells_blank,
        count(*) filter (where locator is null) as cells_absent,
        count(doubt) as cells_doubtful,
    from figure
    group by report_id
),

documents as (
    select
        unit_id,
        year,
        count(*) as documents,
        count(refusal_reason) as refused_documents,
    from document
    group by
        unit_id,
        year
),

corrected_date as (
    select
        report_id,
        try_cast(corrected_to as date) as corrected_on,
    from correction
    where cell = 'published_on' and status = 'applied' and kind = 'reader'
),

-- the first revision counts: a late one does not make an early report late
published as (
    select
        unit_id,
        year,
        if(bool_or(corrected_date.report_id is not null), any_value(corrected_on), min(published_on))
            as published_on,
        if(
            bool_or(corrected_date.report_id is not null),
            'corrected',
            arg_min(published_on_source, (published_on, revision)) filter (where published_on is not null)
        ) as published_on_source,
    from all_revisions
    left join corrected_date using (report_id)
    group by
        unit_id,
        year
),

first_seen as (
    select
        unit_id,
        year,
        min((fetched_at + interval 8 hour)::date) filter (where url is not null and report_id is not null)
            as first_seen_on,
    from document
    group by
        unit_id,
        year
),

data_quality as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        county_year.year,
        report.report_id is not null as has_report,
        sight.state,
        sight.state_name,
        report.form,
        published.published_on,
        published.published_on_source,
        county_year.deadline,
        county_year.deadline_basis,
        county_year.is_deadline_set,
        first_seen.first_seen_on,
        look.last_absent_on,
        coalesce(cells_expected, 0) as cells_expected,
        coalesce(cells_printed, 0) as cells_printed,
        coalesce(cells_blank, 0) as cells_blank,
        coalesce(cells_absent, 0) as cells_absent,
        coalesce(cells_doubtful, 0) as cells_doubtful,
        coalesce(documents, 0) as documents,
        coalesce(refused_documents, 0) as refused_documents,
    from unit
    inner join county using (county_id)
    inner join county_year using (county_id)
    inner join sight on sight.unit_id = unit.unit_id and sight.year = county_year.year
    left join first_seen on first_seen.unit_id = unit.unit_id and first_seen.year = county_year.year
    left join look on look.unit_id = unit.unit_id and look.year = county_year.year
    left join report on report.unit_id = unit.unit_id and report.year = county_year.year
    left join published on published.unit_id = unit.unit_id and published.year = county_year.year
    left join cells on cells.report_id = report.report_id
    left join documents on documents.unit_id = unit.unit_id and documents.year = county_year.year
)

select * from data_quality
order by
    unit_id,
    year
