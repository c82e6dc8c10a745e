-- Grain: unit × year × dimension. Inputs: check_result, check_rule, rubric,
-- compared_county_year: no verdict changes outside of those. Units: rubric points.
-- What was not seen leaves the sum and stands beside it; what is not asked leaves both.
with check_result as (
    select * from check_result
    semi join compared_county_year using (county_id, year)
),

check_rule as (
    select * from check_rule
),

rubric as (
    select * from rubric
),

counted as (
    select
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        check_rule.dimension,
        points,
        scored_as(verdict, is_scored, is_lead) as outcome,
    from check_result
    inner join check_rule using (check_id)
    inner join rubric
        on rubric.county_id = check_result.county_id
        and rubric.check_id = check_result.check_id
),

score as (
    select
        unit_id,
        county_id,
        year,
        dimension,
        coalesce(sum(points) filter (where outcome = 'earned'), 0) as points_earned,
        coalesce(sum(points) filter (where outcome in ('earned', 'lost')), 0) as points_judged,
        coalesce(sum(points) filter (where outcome = 'unseen'), 0) as points_unseen,
        sum(points) as points_possible,
    from counted
    group by
        unit_id,
        county_id,
        year,
        dimension
)

select * from score
order by
    unit_id,
    year,
    dimension
