-- Grain: unit × year × dimension, what the ranking is made from. Inputs: score, check_result,
-- compared_county_year.
-- Units: rubric points. A dimension the rubric gives no points has no row.
with score as (
    select * from score
    semi join compared_county_year using (county_id, year)
),

summary as (
    select
        unit_id,
        year,
        bool_and(verdict = 'missing_report') as is_missing,
        sum(informative)::integer as informative_checks,
    from check_result
    semi join compared_county_year using (county_id, year)
    group by
        unit_id,
        year
),

ranked as (
    select
        score.county_id,
        score.year,
        score.unit_id,
        score.dimension,
        score.points_earned,
        score.points_judged,
        summary.is_missing,
        summary.informative_checks,
    from score
    inner join summary using (unit_id, year)
)

select * from ranked
order by
    county_id,
    year,
    unit_id,
    dimension
