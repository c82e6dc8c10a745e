-- Grain: county of the file that is brought into the lake. Inputs: built.county, built.run.
-- The night that the county's rows are from; times in UTC.
with county as (
    select county_id from built.county
),

newest as (
    select * from built.run
    order by started_at desc
    limit 1
),

county_run as (
    select
        county.county_id,
        newest.run_id,
        newest.started_at,
        newest.finished_at,
    from county
    cross join newest
)

select * from county_run
