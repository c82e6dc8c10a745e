-- Grain: unit × year, what the ranking is made from. Inputs: check_result, check_rule, sight,
-- compared_county_year. `outcomes` has a letter a check, in the order of their ids: earned, lost, unseen or out.
with check_result as (
    select * from check_result
    semi join compared_county_year using (county_id, year)
),

check_rule as (
    select * from check_rule
),

sight as (
    select * from sight
),

summary as (
    select
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        string_agg(scored_as(verdict, is_scored, is_lead)[1], '' order by check_id) as outcomes,
        bool_or(check_id = 'published_on_time' and verdict = 'not_seen') as is_date_unknown,
        sum(informative)::integer as informative_checks,
    from check_result
    inner join check_rule using (check_id)
    group by
        check_result.unit_id,
        check_result.county_id,
        check_result.year
),

ranked as (
    select
        summary.*,
        sight.state,
        sight.is_seen,
    from summary
    inner join sight using (unit_id, year)
)

select * from ranked
order by
    county_id,
    unit_id,
    year
