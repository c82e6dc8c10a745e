-- Grain: unit × year of which the report changed, or of whose unit the registry. Inputs: changed_report,
-- changed_unit, county_year.
with changed_unit_year as (
    select
        unit_id,
        county_id,
        year,
    from changed_report
    where unit_id is not null
    union
    select
        unit_id,
        county_id,
        county_year.year,
    from changed_unit
    inner join county_year using (county_id)
)

select * from changed_unit_year
