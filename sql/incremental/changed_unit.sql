-- Grain: unit that the registry describes otherwise than last night, or whose county it does, or whose report may be a
-- document that came or went. Inputs: unit, county, county_year, rubric, attempt, look, and the six as they stood last
-- night; changed_report. What was not found, and why, matters; when it was looked for does only where it passes the
-- deadline. A document of no known unit, or year, may be the report of any: it changes what is known of all that are missing.
with looked_for as (
    select
        county_id,
        unit_id,
        year,
        reason,
    from attempt
    union
    select
        county_id,
        unit_id,
        look.year,
        if(last_absent_on > deadline, last_absent_on::varchar, 'in time') as reason,
    from look
    inner join unit using (unit_id)
    inner join county_year using (county_id, year)
    where deadline is not null and is_deadline_set
),

looked_for_before as (
    select
        county_id,
        unit_id,
        year,
        reason,
    from last_attempt
    union
    select
        county_id,
        unit_id,
        last_look.year,
        if(last_absent_on > deadline, last_absent_on::varchar, 'in time') as reason,
    from last_look
    inner join last_unit using (unit_id)
    inner join last_county_year using (county_id, year)
    where deadline is not null and is_deadline_set
),

changed_county as (
    select county_id from (from county except from last_county)
    union
    select county_id from (from county_year except from last_county_year)
    union
    select county_id from (from last_county_year except from county_year)
    union
    select county_id from (from rubric except from last_rubric)
    union
    select county_id from (from looked_for except from looked_for_before)
    union
    select county_id from (from looked_for_before except from looked_for)
    union
    select county_id from changed_report
    where unit_id is null or year is null
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
