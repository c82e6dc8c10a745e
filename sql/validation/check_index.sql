-- Grain: fault found, none in a sound warehouse. Inputs: unit, county_year, check_rule, check_result.
-- Every unit × year × check has exactly one verdict. A nation has millions, so units and years are looked
-- through first, each check a bit of a number, and verdicts counted only of those that have not all.
with check_rule as (
    select
        check_id,
        1::hugeint << (row_number() over (order by check_id))::integer as check_bit,
    from check_rule
),

unit_year as (
    select
        unit.unit_id,
        county_year.year,
    from unit
    inner join county_year using (county_id)
),

judged as (
    select
        unit_id,
        year,
        count(*) as verdicts,
        bit_or(check_bit) as checks,
    from check_result
    inner join check_rule using (check_id)
    group by
        unit_id,
        year
),

faulty as (
    select
        unit_id,
        year,
    from unit_year
    full join judged using (unit_id, year)
    where verdicts is distinct from (select count(*) from check_rule)
        or checks <> (select bit_or(check_bit) from check_rule)
),

wanted as (
    select
        unit_id,
        year,
        check_id,
    from unit_year
    semi join faulty using (unit_id, year)
    cross join check_rule
),

found as (
    select * from check_result
    semi join faulty using (unit_id, year)
),

counted as (
    select
        unit_id,
        year,
        check_id,
        count(found.verdict) as verdicts,
    from wanted
    full join found using (unit_id, year, check_id)
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
