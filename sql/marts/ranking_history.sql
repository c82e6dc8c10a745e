-- Grain: unit × year of the county. Key: unit_id, year. Inputs: unit, county, ranking.
-- Units: points of 100 and ranks within the county and year. All years are judged by tonight's rubric, so
-- that a change is the report's and not the rubric's. The `previous` columns are the year before, null in
-- the county's first year; score, rank and their changes are null where the unit is not ranked in either year.
-- A gain of rank is positive. `is_clear_change`: the score moved by at least 5 points, as much as the schemes that
-- counties score by take off for one fault, and in at least 95 % of the draws it moved that way.
with unit as (
    select * from unit
),

county as (
    select * from county
),

ranking as (
    select
        *,
        row_number() over (partition by unit_id order by year) as years_ranked,
        count(*) filter (where is_missing)
            over (partition by unit_id order by year) as years_missing_so_far,
    from ranking
),

ranking_history as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        this_year.year,
        this_year.state,
        this_year.is_missing,
        this_year.is_ranked,
        this_year.score,
        last_year.score as score_previous,
        this_year.score - last_year.score as score_change,
        this_year.coverage,
        last_year.coverage as coverage_previous,
        this_year.rank,
        last_year.rank as rank_previous,
        last_year.rank - this_year.rank as rank_gain,
        this_year.rank_low,
        this_year.rank_high,
        case
            when this_year.score is null or last_year.score is null then null
            when this_year.score - last_year.score >= 5 then this_year.above_last_year >= 0.95
            when this_year.score - last_year.score <= -5 then this_year.below_last_year >= 0.95
            else false
        end as is_clear_change,
        this_year.above_last_year,
        this_year.below_last_year,
        this_year.units_ranked,
        this_year.years_ranked,
        this_year.years_missing_so_far,
    from ranking as this_year
    inner join unit on unit.unit_id = this_year.unit_id
    inner join county on county.county_id = unit.county_id
    left join ranking as last_year
        on last_year.unit_id = this_year.unit_id and last_year.year = this_year.year - 1
)

select * from ranking_history
order by
    unit_id,
    year
