-- Grain: correction, or decision about a file, that did not take effect and has no later one in its place.
-- Inputs: placed_correction, decision.
with failed_correction as (
    select
        county_id,
        unit_name,
        year,
        coalesce(nullif(place_name, ''), place) as place_name,
        note,
    from placed_correction
    where status not in ('applied', 'superseded')
    union all
    select
        county_id,
        coalesce(unit_id, left(document_sha256, 12), '') as unit_name,
        year,
        '文件' as place_name,
        note,
    from decision
    where status not in ('in_force', 'superseded')
)

select * from failed_correction
order by
    county_id,
    unit_name,
    year,
    place_name
