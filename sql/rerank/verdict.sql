-- Grain: unit × check of one county ($county_id) and year ($year). Inputs: check_result, check_rule, unit, ranking.
with check_result as (
    select * from check_result
    where county_id = $county_id and year = $year
),

check_rule as (
    select
        check_id,
        dimension,
    from check_rule
),

verdict as (
    select
        check_result.unit_id,
        unit.unit_name,
        check_result.check_id,
        check_rule.dimension,
        check_result.verdict,
        check_result.informative,
        ranking.rank,
    from check_result
    inner join check_rule using (check_id)
    inner join unit using (unit_id)
    inner join ranking on ranking.unit_id = check_result.unit_id and ranking.year = check_result.year
)

select * from verdict
order by
    unit_id,
    check_id
