-- Grain: document of the warehouse that was not read, by unit, or by county where no unit is known.
-- Inputs: quarantine, unit.
with refused_document as (
    select
        coalesce(unit_name, quarantine.county_id) as name,
        file_name,
        refusal_code,
        refusal_detail,
    from quarantine
    left join unit using (unit_id)
)

select * from refused_document
order by all
