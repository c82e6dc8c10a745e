-- Grain: unit × year × thing a person should look at, of one county ($county_id) and year ($year) or of
-- all. Inputs: manual_queue, report, the figure tables.
with manual_queue as (
    select * from manual_queue
    where county_id = coalesce($county_id, county_id) and year = coalesce($year, year)
),

report as (
    select * from report
    where is_current
),

wanted as (
    select
        manual_queue.*,
        report.report_id,
        report.document_sha256,
    from manual_queue
    inner join report using (unit_id, year)
),

figure as (
    select
        report_id,
        'disclosure.' || item || '.' || measure as place,
        printed,
        value,
        locator,
    from disclosure_figure
    semi join wanted using (report_id)
    union all
    select
        report_id,
        'requests.' || outcome || '.' || applicant as place,
        printed,
        value,
        locator,
    from request_figure
    semi join wanted using (report_id)
    union all
    select
        report_id,
        'reviews.' || channel || '.' || result as place,
        printed,
        value,
        locator,
    from review_figure
    semi join wanted using (report_id)
    union all
    select
        report_id,
        narrative_place(name, label) as place,
        arg_min(printed, ordinal) as printed,
        arg_min(value, ordinal) as value,
        arg_min(locator, ordinal) as locator,
    from narrative_figure
    semi join wanted using (report_id)
    group by all
),

doubt as (
    select
        wanted.unit_id,
        wanted.unit_name,
        wanted.year,
        wanted.kind,
        wanted.check_id,
        wanted.place,
        wanted.place_name,
        wanted.why,
        figure.printed,
        figure.value,
        coalesce(wanted.locator, figure.locator) as locator,
        wanted.file_name,
        wanted.url,
        wanted.document_sha256,
    from wanted
    left join figure using (report_id, place)
)

select * from doubt
order by
    unit_id,
    year,
    place,
    kind,
    check_id,
    why
