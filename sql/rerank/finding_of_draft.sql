-- Grain: finding of the reports that are looked at, with its check and place in words. Inputs: finding,
-- check_rule, place.
with finding_of_draft as (
    select
        finding.report_id,
        finding.check_id,
        check_rule.title,
        finding.verdict,
        finding.severity,
        finding.place,
        coalesce(place.place_name, '') as place_name,
        coalesce(finding.expected, '') as expected,
        coalesce(finding.found, '') as found,
        coalesce(finding.locator, '') as locator,
        finding.legal_basis,
    from finding
    inner join check_rule using (check_id)
    left join place on place.place = finding.place
)

select * from finding_of_draft
order by
    report_id,
    check_id,
    place_name,
    expected,
    found
