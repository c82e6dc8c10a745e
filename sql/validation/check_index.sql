-- Grain: fault found, none in a sound warehouse. Inputs: unit, county_year, check_rule, check_result.
-- Every unit × year × check has exactly one verdict.
with wanted as (
    select
        unit.unit_id,
        county_year.year,
        check_rule.check_id,
    from unit
    inner join county_year using (county_id)
    cross join check_rule
),

counted as (
    select
        unit_id,
        year,
        check_id,
        count(check_result.verdict) as verdicts,
    from wanted
    full join check_result using (unit_id, year, check_id)
    group by all
),

check_index as (
    select
        'check ' || check_id || ' of ' || unit_id || ' in ' || year || ' has ' || verdicts
            || ' verdicts' as problem,
    from counted
    where verdicts <> 1
)

select * from check_index
