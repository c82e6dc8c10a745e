-- Who stands in the last third whatever the weights? 无论权重如何都排在后三分之一的是谁？
select unit_name, rank, rank_low, rank_high, units_ranked, round(score, 1) as score
from compliance_ranking
where year = (select max(year) from county_year)
    and rank_low > units_ranked * 2 / 3
order by rank_low desc, unit_id limit 20
