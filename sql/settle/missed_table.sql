-- Grain: unit × year × section without a table, of one county ($county_id) since $first_year.
-- Inputs: report, unit, document. Whether the report has none or ours did not see it, a person says.
with report as (
    select
        *,
        unnest([2, 3, 4]) as section,
        unnest([has_disclosure_table, has_request_table, has_review_table]) as is_present,
    from report
    where is_current and county_id = $county_id and year >= $first_year
),

document as (
    select
        report_id,
        any_value(file_name) as file_name,
    from document
    group by report_id
),

missed_table as (
    select
        report.unit_id,
        unit.unit_name,
        report.year,
        report.section,
        report.document_sha256,
        document.file_name,
    from report
    inner join unit using (unit_id)
    left join document using (report_id)
    where not is_present
)

select * from missed_table
order by
    year desc,
    unit_id,
    section
