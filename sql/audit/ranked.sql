-- Grain: unit × year, what the ranking is made from. Inputs: check_result, check_rule, sight,
-- compared_county_year. `earned`, `lost` and `unseen` have a bit a check, in the order of their ids, since a nation's
-- verdicts are millions. All years of a county are there, since each is compared with the one before; only those
-- that are `is_compared` are made again.
with check_result as (
    select * from check_result
    semi join compared_county_year using (county_id)
),

check_rule as (
    select
        check_id,
        is_lead,
        1::bigint << (row_number() over (order by check_id) - 1)::integer as check_bit,
    from check_rule
),

counted as (
    select
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        check_bit,
        scored_as(verdict, is_scored, is_lead) as outcome,
        check_id = 'published_on_time' and verdict = 'not_seen' as is_date_unknown,
        informative,
    from check_result
    inner join check_rule using (check_id)
),

sight as (
    select * from sight
),

summary as (
    select
        unit_id,
        county_id,
        year,
        bit_or(if(outcome = 'earned', check_bit, 0)) as earned,
        bit_or(if(outcome = 'lost', check_bit, 0)) as lost,
        bit_or(if(outcome = 'unseen', check_bit, 0)) as unseen,
        bool_or(is_date_unknown) as is_date_unknown,
        sum(informative)::integer as informative_checks,
    from counted
    group by
        unit_id,
        county_id,
        year
),

ranked as (
    select
        summary.*,
        sight.state,
        sight.is_seen,
        (summary.county_id, summary.year) in (from compared_county_year) as is_compared,
    from summary
    inner join sight using (unit_id, year)
)

select * from ranked
order by
    county_id,
    unit_id,
    year
