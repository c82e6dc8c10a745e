-- Grain: unit × year × passage that stands elsewhere too, of one county ($county_id), which no person has
-- judged yet. Inputs: finding, report, unit, correction.
with lead as (
    select
        finding.unit_id,
        unit.unit_name,
        finding.year,
        if(
            starts_with(finding.place, 'copied.'),
            finding.place,
            'copied.' || if(finding.check_id = 'peer_similarity', 'peer.', 'own_last_year.') || finding.place
        ) as cell,
        '第' || substr('一二三四五六', split_part(finding.place, '.', -1)::integer, 1) || '部分' as place_name,
        finding.found,
        report.document_sha256,
    from finding
    inner join unit using (unit_id)
    inner join report on report.report_id = finding.report_id
    where
        unit.county_id = $county_id
        and finding.check_id in ('peer_similarity', 'own_last_year_similarity')
        and regexp_matches(finding.place, 'sections\.[1-6]$')
)

select * from lead
where not exists (
    from correction
    where
        correction.unit_id = lead.unit_id
        and correction.year = lead.year
        and correction.cell = lead.cell
        and correction.status = 'applied'
)
order by
    year desc,
    unit_id,
    cell
