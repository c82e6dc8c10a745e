-- 与同县其他单位不雷同: no section repeats a peer's report of the year. Grain: report × section 1, 5, 6.
-- Inputs: similar_section. Units: characters. Each report is compared with the peer it shares most with;
-- who copied whom the texts do not tell, so both are named.
with similar_section as (
    select * from similar_section
    where kind = 'peer'
),

peer_similarity as (
    select
        report_id,
        place,
        '与同县其他单位的报告不雷同（相同不到 80%）' as expected,
        '与“' || other_unit_name || '”' || other_year || ' 年度报告相同 ' || shared as found,
        locator,
        if(is_copied, 'fail', 'pass') as outcome,
        is_doubtful,
        false as is_informative,
    from similar_section
)

select * from peer_similarity
