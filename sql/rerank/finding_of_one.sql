-- Grain: finding, report by report. Inputs: finding.
with finding_of_one as (
    select
        report_id,
        check_id,
        verdict,
        place,
        expected,
        found,
    from finding
)

select * from finding_of_one
order by
    report_id,
    check_id,
    place,
    expected,
    found
