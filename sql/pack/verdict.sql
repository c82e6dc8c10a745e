-- Grain: unit × check × year, of this year and the year before, in the order of the rubric.
-- Parameters: county_id, year. Inputs: verdicts_by_unit. Units: `points` of the rubric, of 100 in all.
with verdict as (
    select * from verdicts_by_unit
    where county_id = $county_id and year between $year - 1 and $year
)

select * from verdict
order by
    dimension_order,
    points desc,
    check_id,
    unit_id,
    year
