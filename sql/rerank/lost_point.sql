-- Grain: place that fails, or is not shown, of one unit ($unit_id) and year ($year). Inputs: finding, check_result, check_rule, dimension, rubric, place,
-- report, document. Units: `points` are the whole check's, lost once however many places fail.
with finding as (
    select * from finding
    where unit_id = $unit_id and year = $year and verdict in ('fail', 'not_shown', 'lead', 'note')
),

document as (
    select
        report_id,
        any_value(url) as url,
        any_value(file_name) as file_name,
    from document
    group by report_id
),

lost_point as (
    select
        finding.check_id,
        check_rule.title,
        dimension.dimension_name,
        if(finding.verdict in ('lead', 'note') or not check_result.is_scored, 0, rubric.points) as points,
        if(finding.verdict in ('lead', 'note') or not check_result.is_scored, 'note', finding.severity) as severity,
        finding.place,
        coalesce(place.place_name, finding.place) as place_name,
        finding.expected,
        finding.found,
        finding.locator,
        finding.legal_basis,
        report.document_sha256,
        document.file_name,
        document.url,
        dimension.dimension_order,
    from finding
    inner join check_rule using (check_id)
    inner join check_result using (unit_id, year, check_id)
    inner join dimension on dimension.dimension = finding.dimension
    inner join rubric on rubric.county_id = finding.county_id and rubric.check_id = finding.check_id
    inner join report on report.report_id = finding.report_id
    left join document on document.report_id = finding.report_id
    left join place on place.place = finding.place
)

select * exclude (dimension_order) from lost_point
order by
    points desc,
    dimension_order,
    check_id,
    place,
    expected,
    found
