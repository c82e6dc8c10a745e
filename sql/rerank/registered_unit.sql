-- Grain: unit of a county that goes by a name, id or key. Parameters: county_id, wanted. Inputs: unit.
with registered_unit as (
    select
        unit_id,
        unit_name,
    from unit
    where
        county_id = $county_id
        and (
            $wanted in (unit_id, unit_key, unit_name)
            or list_contains(list_concat(aliases, former_names), $wanted)
        )
)

select * from registered_unit
order by unit_id
