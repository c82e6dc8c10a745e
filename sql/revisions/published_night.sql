-- Grain: the night that made the published file, one row or none. Inputs: run. Times in UTC.
with published_night as (
    select
        finished_at as published_at,
        versions ->> 'program' as program,
    from run
    where status = 'published'
    order by started_at desc
    limit 1
)

select * from published_night
