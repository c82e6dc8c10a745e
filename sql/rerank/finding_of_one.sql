-- Grain: finding, report by report; an omission stands once, where it was found. Inputs: finding.
with finding_of_one as (
    select
        report_id,
        check_id,
        verdict,
        place,
        expected,
        found,
    from finding
    where place <> 'omission'
)

select * from finding_of_one
order by
    report_id,
    check_id,
    place,
    expected,
    found
