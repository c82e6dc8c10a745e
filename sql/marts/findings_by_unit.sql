-- Grain: unit × year × check × place that fails or is not shown. Inputs: finding, check_result, check_rule, dimension,
-- rubric, place, unit, county, report, document. `severity` is `note`, and `check_points` 0, of what costs nothing. Units: `check_points` are the rubric's for the whole check, lost once
-- however many places fail. Doubts of the reader stand in manual_queue, never here.
with finding as (
    select * from finding
    where verdict in ('fail', 'not_shown', 'lead', 'note')
),

check_rule as (
    select
        check_id,
        title as check_title,
    from check_rule
),

dimension as (
    select * from dimension
),

rubric as (
    select * from rubric
),

place as (
    select * from place
),

unit as (
    select * from unit
),

county as (
    select * from county
),

report as (
    select
        report_id,
        document_sha256,
    from report
),

document as (
    select
        report_id,
        any_value(url) as url,
        any_value(file_name) as file_name,
    from document
    group by report_id
),

findings_by_unit as (
    select
        finding.unit_id,
        unit.unit_name,
        finding.county_id,
        county.county_name,
        finding.year,
        finding.check_id,
        check_rule.check_title,
        finding.dimension,
        dimension.dimension_name,
        if(finding.verdict in ('lead', 'note') or not check_result.is_scored, 'note', finding.severity) as severity,
        finding.verdict,
        finding.place,
        coalesce(place.place_name, finding.place) as place_name,
        finding.expected,
        finding.found,
        finding.locator,
        finding.legal_basis,
        if(finding.verdict in ('lead', 'note') or not check_result.is_scored, 0, rubric.points) as check_points,
        report.document_sha256,
        document.url,
        document.file_name,
    from finding
    inner join unit using (unit_id)
    inner join county on county.county_id = finding.county_id
    inner join check_rule on check_rule.check_id = finding.check_id
    inner join check_result
        on check_result.unit_id = finding.unit_id
        and check_result.year = finding.year
        and check_result.check_id = finding.check_id
    inner join dimension on dimension.dimension = finding.dimension
    inner join rubric on rubric.county_id = finding.county_id and rubric.check_id = finding.check_id
    inner join report on report.report_id = finding.report_id
    left join document on document.report_id = finding.report_id
    left join place on place.place = finding.place
)

select * from findings_by_unit
order by
    unit_id,
    year,
    check_points desc,
    check_id,
    place
