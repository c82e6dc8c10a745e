-- Grain: unit × year × kind × section (1, 5 or 6) that has enough words of its own to compare.
-- Key: unit_id, year, kind, section. Inputs: section_similarity, report, unit, county.
-- Units: characters of the unit's own words, figures and set phrases left out; `share` 0 to 1.
-- `kind` says with what: the unit's own report of the year before, or the likest peer's of this year.
-- No text stands here, only how much of it is shared: a likeness is a reason to look, never guilt.
with section_similarity as (
    select * from section_similarity
),

report as (
    select * from report
),

unit as (
    select * from unit
),

county as (
    select * from county
),

similarity_by_year as (
    select
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
        section_similarity.kind,
        section_similarity.section,
        section_similarity.share,
        section_similarity.characters,
        section_similarity.shared_characters,
        section_similarity.longest,
        other_report.unit_id as other_unit_id,
        other_unit.unit_name as other_unit_name,
        other_report.year as other_year,
    from section_similarity
    inner join report on report.report_id = section_similarity.report_id
    inner join unit on unit.unit_id = report.unit_id
    inner join county on county.county_id = report.county_id
    inner join report as other_report
        on other_report.report_id = section_similarity.other_report_id
    inner join unit as other_unit on other_unit.unit_id = other_report.unit_id
)

select * from similarity_by_year
order by
    unit_id,
    year,
    kind,
    section
