-- Grain: unit × check of one county ($county_id) and year ($year). Inputs: check_result, check_rule, unit, ranking, sight.
-- `outcome` is what the verdict does to a score; the rest is the same in all rows of a unit.
with check_result as (
    select * from check_result
    where county_id = $county_id and year = $year
),

check_rule as (
    select
        check_id,
        dimension,
        is_lead,
    from check_rule
),

informative as (
    select
        unit_id,
        sum(informative) as informative_checks,
    from check_result
    group by unit_id
),

verdict as (
    select
        check_result.unit_id,
        check_result.year,
        check_result.check_id,
        check_rule.dimension,
        scored_as(check_result.verdict, check_result.is_scored, check_rule.is_lead) as outcome,
        check_result.year as year_of_draws,
        unit.unit_name,
        sight.is_seen and coalesce(ranking.pending, '') not in ('choice_open', 'date_unknown') as may_be_ranked,
        ranking.is_missing,
        informative.informative_checks,
        ranking.rank,
        sight.state_name,
    from check_result
    inner join check_rule using (check_id)
    inner join unit using (unit_id)
    inner join informative on informative.unit_id = check_result.unit_id
    inner join sight on sight.unit_id = check_result.unit_id and sight.year = check_result.year
    inner join ranking on ranking.unit_id = check_result.unit_id and ranking.year = check_result.year
)

select * from verdict
order by
    unit_id,
    check_id
