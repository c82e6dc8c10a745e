-- Grain: unit × year. Inputs: ranking, score, sight, pending_reason, unit, county, check_result, check_rule, rubric.
-- Units: points of the rubric; a dimension's columns are null where nothing of it could be judged. `checks_failed`
-- are those that lose points, faults and omissions alike.
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
        check_result.unit_id,
        check_result.year,
        count(*) filter (where points > 0 and scored_as(verdict, is_scored, is_lead) = 'lost') as checks_failed,
        count(*) filter (where points > 0 and scored_as(verdict, is_scored, is_lead) = 'unseen') as checks_not_seen,
    from check_result
    inner join check_rule using (check_id)
    inner join rubric
        on rubric.county_id = check_result.county_id and rubric.check_id = check_result.check_id
    group by
        check_result.unit_id,
        check_result.year
),

compliance_ranking as (
    select
        ranking.unit_id,
        unit.unit_name,
        ranking.county_id,
        county.county_name,
        ranking.year,
        ranking.state,
        sight.state_name,
        sight.detail as state_detail,
        ranking.is_ranked,
        ranking.pending,
        pending_reason.pending_name,
        ranking.rank,
        ranking.rank_low,
        ranking.rank_high,
        ranking.units_ranked,
        ranking.score,
        ranking.score_low,
        ranking.score_high,
        ranking.coverage,
        ranking.seen_share,
        ranking.informative_checks,
        ranking.is_missing,
        points.points_earned,
        points.points_lost,
        points.points_judged,
        ranking.points_unseen,
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
        checks.checks_not_seen,
    from ranking
    inner join unit using (unit_id)
    inner join sight on sight.unit_id = ranking.unit_id and sight.year = ranking.year
    left join pending_reason on pending_reason.pending = ranking.pending
    inner join county on county.county_id = ranking.county_id
    inner join points on points.unit_id = ranking.unit_id and points.year = ranking.year
    inner join checks on checks.unit_id = ranking.unit_id and checks.year = ranking.year
)

select * from compliance_ranking
order by
    county_id,
    year,
    is_missing,
    rank nulls last,
    unit_id
