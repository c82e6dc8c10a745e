-- Grain: finding of the one report that is looked at, with its check and place in words. Inputs: finding,
-- check_rule, place.
with finding_of_draft as (
    select
        finding.check_id,
        check_rule.title,
        finding.verdict,
        finding.severity,
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
    check_id,
    place_name,
    expected,
    found
