-- Grain: row of a county's corrections.csv, with the unit and the place in words. Inputs: correction, unit,
-- place. A row that fits nothing stands here too, with its reason. A view, since the pack alone asks for it.
create view placed_correction as
with placed_correction as (
    select
        correction.county_id,
        correction.row_number,
        correction.unit_id,
        coalesce(unit.unit_name, correction.unit_key) as unit_name,
        correction.year,
        correction.cell as place,
        coalesce(place.place_name, '') as place_name,
        correction.printed_from,
        correction.corrected_to,
        correction.kind,
        correction.reason,
        correction.decided_by,
        correction.decided_on,
        correction.status,
        correction.note,
    from correction
    left join unit on unit.unit_id = correction.unit_id
    left join place on place.place = correction.cell
)

select * from placed_correction;
