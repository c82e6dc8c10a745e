-- 与本单位上年不雷同: no section repeats the unit's own report of last year. Grain: report × section 1, 5, 6.
-- Inputs: similar_section. Units: characters. What is alike is a lead, which costs nothing until a person confirms
-- it; a passage that stands in a peer's report too is that check's, so that it counts once.
with similar_section as (
    select * from similar_section
    where kind = 'own_last_year'
),

own_last_year_similarity as (
    select
        report_id,
        'copied.own_last_year.' || place as place,
        '与本单位上年度报告不雷同（相同不到 80%）' as expected,
        coalesce('与 ' || other_year || ' 年度报告相同 ' || shared, '经人工核实雷同') as found,
        locator,
        case
            when decision = 'report' and not is_peers_confirmed then 'fail'
            when is_copied and decision is null
                and not is_peers_too then 'lead'
            else 'pass'
        end as outcome,
        false as is_doubtful,
        false as is_informative,
    from similar_section
)

select * from own_last_year_similarity
