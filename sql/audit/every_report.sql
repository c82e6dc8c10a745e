-- Grain: unit × year with a report, its newest revision. Inputs: report, unit, county_year, document, look,
-- reader_doubt, report_section, correction. `doubted` lists the places the reader is not sure of, `sections` the numbers found.
with report as (
    select * from report
),

unit as (
    select * from unit
),

county_year as (
    select * from county_year
),

form as (
    select
        form as form_required,
        required_from,
    from form
),

doubted as (
    select
        report_id,
        list(distinct place) as doubted,
    from reader_doubt
    group by report_id
),

sections as (
    select
        report_id,
        list(distinct section) as sections,
    from report_section
    group by report_id
),

-- a late revision does not make an early report late
first_publication as (
    select
        unit_id,
        year,
        min(published_on) as first_published_on,
        arg_min(published_on_source, (published_on, revision)) filter (where published_on is not null)
            as first_published_on_source,
    from report
    group by
        unit_id,
        year
),

-- days are those of China; a file that was handed in says nothing of the website
first_seen as (
    select
        unit_id,
        year,
        min((fetched_at + interval 8 hour)::date) as first_seen_on,
    from document
    where report_id is not null and url is not null
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

every_report as (
    select
        report.*,
        unit.unit_name,
        unit.unit_kind,
        unit.aliases,
        unit.former_names,
        county_year.deadline,
        coalesce(county_year.is_deadline_set, false) as is_deadline_set,
        first_seen.first_seen_on,
        look.last_absent_on,
        if(corrected_date.report_id is null, first_published_on, corrected_on) as first_published_on,
        if(corrected_date.report_id is null, first_published_on_source, 'corrected')
            as first_published_on_source,
        form.form_required,
        coalesce(sections.sections, []) as sections,
        coalesce(doubted.doubted, []) as doubted,
    from report
    left join unit using (unit_id)
    left join county_year on county_year.county_id = report.county_id and county_year.year = report.year
    left join first_publication on first_publication.unit_id = report.unit_id and first_publication.year = report.year
    left join first_seen on first_seen.unit_id = report.unit_id and first_seen.year = report.year
    left join look on look.unit_id = report.unit_id and look.year = report.year
    asof left join form on report.year >= form.required_from
    left join sections using (report_id)
    left join doubted using (report_id)
    left join corrected_date using (report_id)
    where report.is_current
)

select * from every_report
