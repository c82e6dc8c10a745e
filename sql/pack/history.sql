-- Grain: unit × year up to the year of the pack. Parameters: county_id, year.
-- Inputs: compliance_ranking, year_on_year. Units: points, requests (件), disclosed items (条).
-- The medians are the county's, over the units that give a number.
with history as (
    select
        compliance_ranking.unit_id,
        compliance_ranking.year,
        compliance_ranking.is_missing,
        compliance_ranking.state_name,
        if(compliance_ranking.is_missing, null, compliance_ranking.score) as score,
        if(compliance_ranking.is_missing, null, compliance_ranking.rank) as rank,
        year_on_year.received_total,
        year_on_year.disclosed_total,
    from compliance_ranking
    left join year_on_year using (unit_id, year)
    where compliance_ranking.county_id = $county_id and compliance_ranking.year <= $year
),

with_median as (
    select
        *,
        median(score) over (partition by year) as median_score,
        median(received_total) over (partition by year) as median_received,
        median(disclosed_total) over (partition by year) as median_disclosed,
    from history
)

select * from with_median
order by
    unit_id,
    year
