-- Grain: failure to find a report on a website, in the last pull, with the unit's name. Inputs: attempt,
-- unit, county. Never a sign that nothing was published. A view, since it is `attempt` with names.
create view reports_not_found as
with reports_not_found as (
    select
        attempt.unit_id,
        unit.unit_name,
        attempt.county_id,
        county.county_name,
        attempt.year,
        attempt.url,
        attempt.reason,
        attempt.reason_name,
    from attempt
    inner join county using (county_id)
    left join unit on unit.unit_id = attempt.unit_id
)

select * from reports_not_found;
