-- Grain: unit × check × year, of this year and the year before. Parameters: county_id, year.
-- Inputs: check_result, check_rule, dimension, rubric. Units: `points` of the rubric, of 100 in all.
with verdict as (
    select
        check_result.unit_id,
        check_result.year,
        check_result.check_id,
        check_rule.title,
        check_rule.dimension,
        coalesce(rubric.points, 0) as points,
        check_result.verdict,
        coalesce(dimension.dimension_order, 99) as dimension_order,
    from check_result
    inner join check_rule using (check_id)
    left join dimension on dimension.dimension = check_rule.dimension
    left join rubric on rubric.county_id = check_result.county_id and rubric.check_id = check_result.check_id
    where check_result.county_id = $county_id and check_result.year between $year - 1 and $year
)

select * from verdict
order by
    dimension_order,
    points desc,
    check_id,
    unit_id,
    year
