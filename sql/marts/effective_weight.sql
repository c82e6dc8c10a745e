-- Grain: county × year × dimension. Key: county_id, year, dimension. Inputs: county, dimension, score, ranking.
-- What a dimension weighs in fact, whatever its points say. `variance_share`: of the variance of the scores of the
-- ranked units, what comes with the dimension's losses (covariance; the shares of a county and year add up to 1).
-- `variance_left_out`: by how much the variance shrinks when the dimension is left out, as a share of it. Null where
-- the scores do not differ. Six places, and no zero with a minus (+ 0), so that the order of adding does not show.
with county as (
    select * from county
),

dimension as (
    select * from dimension
),

ranked as (
    select
        unit_id,
        county_id,
        year,
        points_earned,
        points_judged,
    from ranking
    where is_ranked
),

part as (
    select
        ranked.county_id,
        ranked.year,
        score.dimension,
        points_possible,
        100 * ranked.points_earned / ranked.points_judged as score,
        -100 * (score.points_judged - score.points_earned) / ranked.points_judged as contribution,
        100 * (ranked.points_earned - score.points_earned)
            / nullif(ranked.points_judged - score.points_judged, 0) as score_without,
        score.points_judged,
    from ranked
    inner join score using (unit_id, year)
),

effective_weight as (
    select
        part.county_id,
        county.county_name,
        part.year,
        part.dimension,
        dimension.dimension_name,
        any_value(points_possible) as points,
        avg(part.points_judged) as points_judged,
        count(*) as units_ranked,
        round(covar_pop(contribution, score) / nullif(round(var_pop(score), 9), 0), 6) + 0 as variance_share,
        round(1 - var_pop(score_without) / nullif(round(var_pop(score), 9), 0), 6) + 0 as variance_left_out,
    from part
    inner join county using (county_id)
    inner join dimension on dimension.dimension = part.dimension
    group by all
)

select * from effective_weight
order by
    county_id,
    year,
    dimension
