-- Grain: unit that the registry describes otherwise than last night, or whose county it does.
-- Inputs: unit, county, county_year, rubric, and the four as they stood last night.
with changed_county as (
    select county_id from (from county except from last_county)
    union
    select county_id from (from county_year except from last_county_year)
    union
    select county_id from (from last_county_year except from county_year)
    union
    select county_id from (from rubric except from last_rubric)
),

changed_unit as (
    select
        unit_id,
        county_id,
    from (from unit except from last_unit)
    union
    select
        unit_id,
        county_id,
    from (from last_unit except from unit)
    union
    select
        unit_id,
        county_id,
    from unit
    semi join changed_county using (county_id)
)

select * from changed_unit
