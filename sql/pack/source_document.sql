-- Grain: unit with a report of the year, its newest revision. Parameters: county_id, year.
-- Inputs: report, document. `first_published_on` is the earliest date over all revisions, as the check has it.
with report as (
    select * from report
    where county_id = $county_id and year = $year
),

first_publication as (
    select
        unit_id,
        min(published_on) as first_published_on,
        count(*) as revisions,
    from report
    group by unit_id
),

document as (
    select
        report_id,
        any_value(url) as url,
        any_value(file_name) as file_name,
    from document
    where report_id is not null
    group by report_id
),

source_document as (
    select
        report.unit_id,
        report.document_sha256,
        document.file_name,
        document.url,
        report.form,
        first_publication.first_published_on,
        first_publication.revisions,
    from report
    inner join first_publication using (unit_id)
    left join document on document.report_id = report.report_id
    where report.is_current
)

select * from source_document
order by unit_id
