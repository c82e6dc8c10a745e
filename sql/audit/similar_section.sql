-- Grain: current report × kind × section that was compared. Inputs: section_similarity, every_report,
-- compared_report, correction.
-- Units: characters. It says how much and where, never what: the texts may name persons.
with section_similarity as (
    select * from section_similarity
    semi join compared_report using (report_id)
),

every_report as (
    select
        report_id,
        unit_id,
        unit_name,
        year,
    from every_report
),

-- what a person decided of a lead holds for the unit and year: `report` confirms it, `reader` drops it
decided as (
    select
        unit_id,
        year,
        cell,
        kind as decision,
    from correction
    where status = 'applied' and starts_with(cell, 'copied.')
),

seen as (
    select
        section_similarity.report_id,
        section_similarity.kind,
        section_similarity.section,
        section_similarity.other_report_id,
        share,
        characters,
        shared_characters,
        longest,
        longest_at,
        every_report.unit_id,
        every_report.year,
        bool_or(section_similarity.kind = 'peer' and is_copied(share, shared_characters))
            over (partition by section_similarity.report_id, section) as is_peers_too,
    from section_similarity
    inner join every_report using (report_id)
),

compared_section as (
    select
        seen.report_id,
        seen.kind,
        'sections.' || section as place,
        other.unit_name as other_unit_name,
        other.year as other_year,
        round(100 * share)::integer || '%（除套话、名称、日期和数字外 ' || characters || ' 字，相同 '
            || shared_characters || ' 字，最长一处 ' || longest || ' 字）' as shared,
        if(longest > 0, '本部分第 ' || longest_at || ' 字起', null) as locator,
        is_copied(share, shared_characters) as is_copied,
        is_peers_too,
        decided.decision,
        bool_or(kind = 'peer' and coalesce(decision = 'report', false))
            over (partition by seen.report_id, section) as is_peers_confirmed,
    from seen
    inner join every_report as other on other.report_id = seen.other_report_id
    left join decided
        on decided.unit_id = seen.unit_id
        and decided.year = seen.year
        and decided.cell = 'copied.' || seen.kind || '.sections.' || section
),

-- what was confirmed stays so when the passage is taken out
taken_out as (
    select
        every_report.report_id,
        split_part(cell, '.', 2) as kind,
        'sections.' || split_part(cell, '.', 4) as place,
        null::varchar as other_unit_name,
        null::integer as other_year,
        null::varchar as shared,
        null::varchar as locator,
        true as is_copied,
        false as is_peers_too,
        decision,
        false as is_peers_confirmed,
    from decided
    inner join every_report using (unit_id, year)
    semi join compared_report using (report_id)
    where decision = 'report'
),

similar_section as (
    select * from compared_section
    union all
    select * from taken_out
    anti join compared_section using (report_id, kind, place)
)

select * from similar_section
