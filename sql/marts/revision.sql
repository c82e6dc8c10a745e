-- Grain: night × unit × year × what changed against what was published before. Key: run_id, unit_id, year, what,
-- place. Inputs: revision_log, revision_reason, county, unit, place. Units: values as they were printed; times in UTC.
-- `what` is state, score, rank or figure; only a figure has a place. Every night adds its own rows, so that a pack can
-- say all that changed since its year was first published.
with revision_log as (
    select * from revision_log
),

county as (
    select * from county
),

unit as (
    select * from unit
),

place as (
    select * from place
),

named as (
    select
        revision_log.*,
        array_to_string(
            (
                select list(reason_name order by reason_order)
                from revision_reason
                where list_contains(revision_log.reasons, revision_reason.reason)
            ),
            '、'
        ) as reason_name,
    from revision_log
),

revision as (
    select
        named.run_id,
        named.revised_at,
        named.published_at,
        named.county_id,
        county.county_name,
        named.unit_id,
        unit.unit_name,
        named.year,
        named.what,
        case named.what
            when 'state' then '所见状态'
            when 'score' then '得分'
            when 'rank' then '名次'
            else coalesce(place.place_name, '正文：' || split_part(named.place, '.', -1))
        end as what_name,
        named.place,
        named.value_before,
        named.value_after,
        named.reason,
        named.reason_name,
    from named
    inner join county on county.county_id = named.county_id
    inner join unit on unit.unit_id = named.unit_id
    left join place on place.place = named.place
)

select * from revision
order by
    county_id,
    revised_at,
    year,
    unit_id,
    what,
    place
