-- Grain: unit × year with a report, of one county ($county_id): the document that stands. Inputs: report.
with current_report as (
    select
        unit_id,
        year,
        document_sha256,
    from report
    where is_current and county_id = $county_id
)

select * from current_report
