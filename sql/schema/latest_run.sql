-- Grain: the last night, one row or none. Inputs: run. Times in UTC.
create view latest_run as
with latest_run as (
    select
        run_id,
        started_at,
        finished_at,
        rubric_version,
    from run
    order by started_at desc
    limit 1
)

select * from latest_run;
