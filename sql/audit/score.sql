-- Grain: unit × year × dimension. Inputs: check_result, check_rule, rubric,
-- compared_county_year: no verdict changes outside of those. Units: rubric points.
-- Only passes and faults are judged; not applicable, uncertain and missing leave the denominator.
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

score as (
    select
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        check_rule.dimension,
        coalesce(sum(points) filter (where verdict = 'pass'), 0) as points_earned,
        coalesce(sum(points) filter (where verdict in ('pass', 'fail')), 0) as points_judged,
        sum(points) as points_possible,
    from check_result
    inner join check_rule using (check_id)
    inner join rubric
        on rubric.county_id = check_result.county_id
        and rubric.check_id = check_result.check_id
    group by
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        check_rule.dimension
)

select * from score
order by
    unit_id,
    year,
    dimension
