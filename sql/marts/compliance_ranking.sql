-- Grain: unit × year. Inputs: ranking, score, unit, county, check_result.
-- Units: points of the rubric; a dimension's columns are null where nothing of it could be judged.
with ranking as (
    select * from ranking
),

unit as (
    select * from unit
),

county as (
    select * from county
),

score as (
    select
        unit_id,
        year,
        dimension,
        points_judged,
        if(points_judged > 0, points_earned, null) as earned,
        if(points_judged > 0, points_judged - points_earned, null) as lost,
    from score
),

points as (
    select
        unit_id,
        year,
        any_value(earned) filter (where dimension = 'timeliness') as timeliness_earned,
        any_value(lost) filter (where dimension = 'timeliness') as timeliness_lost,
        any_value(earned) filter (where dimension = 'completeness') as completeness_earned,
        any_value(lost) filter (where dimension = 'completeness') as completeness_lost,
        any_value(earned) filter (where dimension = 'arithmetic') as arithmetic_earned,
        any_value(lost) filter (where dimension = 'arithmetic') as arithmetic_lost,
        any_value(earned) filter (where dimension = 'continuity') as continuity_earned,
        any_value(lost) filter (where dimension = 'continuity') as continuity_lost,
        any_value(earned) filter (where dimension = 'prose_against_tables') as prose_against_tables_earned,
        any_value(lost) filter (where dimension = 'prose_against_tables') as prose_against_tables_lost,
        any_value(earned) filter (where dimension = 'originality') as originality_earned,
        any_value(lost) filter (where dimension = 'originality') as originality_lost,
        sum(earned) as points_earned,
        sum(lost) as points_lost,
        sum(points_judged) as points_judged,
    from score
    group by
        unit_id,
        year
),

checks as (
    select
        unit_id,
        year,
        count(*) filter (where verdict = 'fail') as checks_failed,
        count(*) filter (where verdict = 'uncertain') as checks_uncertain,
    from check_result
    group by
        unit_id,
        year
),

compliance_ranking as (
    select
        ranking.unit_id,
        unit.unit_name,
        ranking.county_id,
        county.county_name,
        ranking.year,
        ranking.rank,
        ranking.rank_low,
        ranking.rank_high,
        ranking.units_ranked,
        ranking.score,
        ranking.coverage,
        ranking.informative_checks,
        ranking.is_missing,
        points.points_earned,
        points.points_lost,
        points.points_judged,
        points.timeliness_earned,
        points.timeliness_lost,
        points.completeness_earned,
        points.completeness_lost,
        points.arithmetic_earned,
        points.arithmetic_lost,
        points.continuity_earned,
        points.continuity_lost,
        points.prose_against_tables_earned,
        points.prose_against_tables_lost,
        points.originality_earned,
        points.originality_lost,
        checks.checks_failed,
        checks.checks_uncertain,
    from ranking
    inner join unit using (unit_id)
    inner join county on county.county_id = ranking.county_id
    inner join points on points.unit_id = ranking.unit_id and points.year = ranking.year
    inner join checks on checks.unit_id = ranking.unit_id and checks.year = ranking.year
)

select * from compliance_ranking
order by
    county_id,
    year,
    rank,
    unit_id
