-- Grain: current report × kind × section that was compared. Inputs: section_similarity, every_report,
-- compared_report.
-- Units: characters. It says how much and where, never what: the texts may name persons.
with section_similarity as (
    select * from section_similarity
    semi join compared_report using (report_id)
),

every_report as (
    select
        report_id,
        unit_name,
        year,
        doubted,
    from every_report
),

similar_section as (
    select
        section_similarity.report_id,
        section_similarity.kind,
        'sections.' || section as place,
        other.unit_name as other_unit_name,
        other.year as other_year,
        round(100 * share)::integer || '%（除套话、名称、日期和数字外 ' || characters || ' 字，相同 '
            || shared_characters || ' 字，最长一处 ' || longest || ' 字）' as shared,
        if(longest > 0, '本部分第 ' || longest_at || ' 字起', null) as locator,
        is_copied(share, shared_characters) as is_copied,
        list_has_any(
            list_concat(every_report.doubted, other.doubted),
            ['sections', 'sections.' || section]
        ) as is_doubtful,
    from section_similarity
    inner join every_report using (report_id)
    inner join every_report as other on other.report_id = section_similarity.other_report_id
)

select * from similar_section
