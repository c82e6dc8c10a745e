-- Grain: unit × check that was a fault last year or is one now, in the order of the rubric.
-- Parameters: county_id, year. Inputs: fault_trend, verdicts_by_unit. Units: `places` are findings.
with verdict as (
    select
        unit_id,
        year,
        check_id,
        dimension_order,
        points,
    from verdicts_by_unit
    where county_id = $county_id and year = $year
),

trend as (
    select
        fault_trend.unit_id,
        fault_trend.check_id,
        fault_trend.check_title,
        fault_trend.fate,
        fault_trend.places_previous,
        fault_trend.places,
        verdict.dimension_order,
        verdict.points,
    from fault_trend
    inner join verdict using (unit_id, year, check_id)
)

select * from trend
order by
    unit_id,
    dimension_order,
    points desc,
    check_id
