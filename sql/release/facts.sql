-- Grain: one row, what a release says of itself. Inputs: latest_run, county, unit, rubric. Times in UTC.
with latest_run as (
    select * from latest_run
),

county as (
    select
        list(county_name order by county_id) as counties,
        min(first_year) as first_year,
        max(last_year) as last_year,
        bool_or(is_fictional) as is_fictional,
        bool_and(is_fictional) as is_all_fictional,
    from county
),

unit as (
    select count(*) as units from unit
),

rubric as (
    select list(distinct rubric_version order by rubric_version) as rubrics from rubric
),

facts as (
    select
        latest_run.run_id,
        latest_run.finished_at,
        county.*,
        unit.units,
        rubric.rubrics,
        counties[1] || if(len(counties) > 1, '等' || len(counties) || '县', '')
            || '乡镇政府信息公开年度报告数据' || case
                when is_all_fictional then '（虚构示例）'
                when is_fictional then '（含虚构县）'
                else ''
            end as title,
    from county
    cross join unit
    cross join rubric
    left join latest_run on true
)

select * from facts
