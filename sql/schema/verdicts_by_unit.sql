-- Grain: unit × year × check. Key: unit_id, year, check_id. Inputs: unit, county, check_result, check_rule,
-- dimension, rubric. Units: `points` of the rubric, of 100 in all. A view, since it is as long as check_result.
create view verdicts_by_unit as
with verdicts_by_unit as (
    select
        check_result.unit_id,
        unit.unit_name,
        check_result.county_id,
        county.county_name,
        check_result.year,
        check_result.check_id,
        check_rule.title as check_title,
        check_rule.dimension,
        coalesce(dimension.dimension_order, 99) as dimension_order,
        coalesce(rubric.points, 0) as points,
        check_result.verdict,
    from check_result
    inner join unit using (unit_id)
    inner join county on county.county_id = check_result.county_id
    inner join check_rule on check_rule.check_id = check_result.check_id
    left join dimension on dimension.dimension = check_rule.dimension
    left join rubric
        on rubric.county_id = check_result.county_id and rubric.check_id = check_result.check_id
)

select * from verdicts_by_unit;
