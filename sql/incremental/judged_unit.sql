-- Grain: unit of which a report or the registry changed. Inputs: changed_report, changed_unit.
with judged_unit as (
    select unit_id from changed_report
    where unit_id is not null
    union
    select unit_id from changed_unit
)

select * from judged_unit
