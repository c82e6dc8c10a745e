-- 与本单位上年不雷同: no section repeats the unit's own report of last year. Grain: report × section 1, 5, 6.
-- Inputs: similar_section. Units: characters. Sections too short to compare, and years without a report
-- before them, are not tested.
with similar_section as (
    select * from similar_section
    where kind = 'own_last_year'
),

own_last_year_similarity as (
    select
        report_id,
        place,
        '与本单位上年度报告不雷同（相同不到 80%）' as expected,
        '与 ' || other_year || ' 年度报告相同 ' || shared as found,
        locator,
        if(is_copied, 'fail', 'pass') as outcome,
        is_doubtful,
        false as is_informative,
    from similar_section
)

select * from own_last_year_similarity
