-- Grain: unit × year, as a file of the warehouse has it: asked of the published one and of tonight's.
-- Inputs: ranking, report, rubric, county_year. Units: points of 100, ranks.
with report as (
    select * from report
    where is_current
),

rubric as (
    select
        county_id,
        any_value(rubric_version) as rubric_version,
    from rubric
    group by county_id
),

standing as (
    select
        ranking.unit_id,
        ranking.county_id,
        ranking.year,
        ranking.state,
        ranking.is_missing,
        ranking.score,
        ranking.rank,
        report.report_id,
        report.document_sha256,
        report.reader_version,
        report.figures_digest,
        report.published_on,
        rubric.rubric_version,
        if(county_year.is_deadline_set, county_year.deadline, null) as deadline,
    from ranking
    left join report on report.unit_id = ranking.unit_id and report.year = ranking.year
    left join rubric on rubric.county_id = ranking.county_id
    left join county_year
        on county_year.county_id = ranking.county_id and county_year.year = ranking.year
)

select * from standing
