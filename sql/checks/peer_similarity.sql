-- 与同县其他单位不雷同: no section repeats a peer's report of this or an earlier year. Grain: report × section
-- 1, 5, 6. Inputs: similar_section. Units: characters. Each report is compared with the peer's it shares most with;
-- who copied whom the texts do not tell, so both are named, and it is a lead until a person confirms it.
with similar_section as (
    select * from similar_section
    where kind = 'peer'
),

peer_similarity as (
    select
        report_id,
        'copied.peer.' || place as place,
        '与同县其他单位的报告不雷同（相同不到 80%）' as expected,
        coalesce('与“' || other_unit_name || '”' || other_year || ' 年度报告相同 ' || shared, '经人工核实雷同')
            as found,
        locator,
        case
            when decision = 'report' then 'fail'
            when is_copied and decision is null then 'lead'
            else 'pass'
        end as outcome,
        false as is_doubtful,
        false as is_informative,
    from similar_section
)

select * from peer_similarity
