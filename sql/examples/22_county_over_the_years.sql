-- How did the county fare over the years? 全县历年情况如何？
select county_name, year, units_reported, received_total, round(granted_share, 2) as granted_share,
    carried_out_total, round(median_score, 1) as median_score
from county_by_year
order by county_id, year
limit 20
