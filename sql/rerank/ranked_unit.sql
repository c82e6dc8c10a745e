-- Grain: unit of one county and year, as the night's table lists them. Parameters: county_id, year.
-- Inputs: compliance_ranking.
with ranked_unit as (
    select * from compliance_ranking
    where county_id = $county_id and year = $year
)

select * from ranked_unit
order by
    is_missing,
    rank,
    unit_id
