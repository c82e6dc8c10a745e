-- Grain: county × year × check. Key: county_id, year, check_id. Inputs: county, check_result, check_rule,
-- dimension, rubric. Units: units of the county. The six verdicts sum to `units`.
-- `fail_share` is of those judged (pass, fail and not shown) those that fail or do not show it, 0 to 1; null where
-- there are none.
with county as (
    select * from county
),

check_rule as (
    select * from check_rule
),

dimension as (
    select * from dimension
),

rubric as (
    select * from rubric
),

verdicts as (
    select
        county_id,
        year,
        check_id,
        count(*) as units,
        count(*) filter (where verdict = 'pass') as units_pass,
        count(*) filter (where verdict = 'fail') as units_fail,
        count(*) filter (where verdict = 'not_shown') as units_not_shown,
        count(*) filter (where verdict = 'not_seen') as units_not_seen,
        count(*) filter (where verdict = 'not_applicable') as units_not_applicable,
        count(*) filter (where verdict = 'no_report') as units_no_report,
    from check_result
    group by
        county_id,
        year,
        check_id
),

checks_by_county as (
    select
        verdicts.county_id,
        county.county_name,
        verdicts.year,
        verdicts.check_id,
        check_rule.title as check_title,
        check_rule.dimension,
        dimension.dimension_name,
        check_rule.severity,
        rubric.points as check_points,
        verdicts.units,
        verdicts.units_pass,
        verdicts.units_fail,
        verdicts.units_not_shown,
        verdicts.units_not_seen,
        verdicts.units_not_applicable,
        verdicts.units_no_report,
        (verdicts.units_fail + verdicts.units_not_shown)
            / nullif(verdicts.units_pass + verdicts.units_fail + verdicts.units_not_shown, 0) as fail_share,
    from verdicts
    inner join county using (county_id)
    inner join check_rule using (check_id)
    left join dimension on dimension.dimension = check_rule.dimension
    left join rubric
        on rubric.county_id = verdicts.county_id and rubric.check_id = verdicts.check_id
)

select * from checks_by_county
order by
    county_id,
    year,
    check_id
