-- Grain: unit × year with a report: the document of its newest revision. Key: unit_id, year.
-- Inputs: unit, county, report, document. `first_published_on` is the earliest date over all revisions, as
-- the check has it. A view, since the pack alone asks for it.
create view documents_by_unit as
with first_publication as (
    select
        unit_id,
        year,
        min(published_on) as first_published_on,
        count(*) as revisions,
    from report
    group by
        unit_id,
        year
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

documents_by_unit as (
    select
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
        report.document_sha256,
        document.file_name,
        document.url,
        report.form,
        first_publication.first_published_on,
        first_publication.revisions,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = report.county_id
    inner join first_publication
        on first_publication.unit_id = report.unit_id and first_publication.year = report.year
    left join document on document.report_id = report.report_id
    where report.is_current
)

select * from documents_by_unit;
