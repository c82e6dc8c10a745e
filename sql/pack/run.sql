-- Grain: the night of the warehouse, one row or none. Inputs: latest_run. Units: seconds since 1970, since a
-- timestamp would ask for pytz, which nothing else here needs.
with run as (
    select
        run_id,
        epoch(finished_at) as finished_at,
        rubric_version,
    from latest_run
)

select * from run
