-- Whose rank could be luck: with how many other units does the order change with the weights? 谁的名次说明不了高下？
select mine.unit_name, mine.rank, mine.rank_low, mine.rank_high, count(*) as not_told_apart,
    string_agg(other.unit_name, '、' order by other.unit_id) as other_units
from pairwise_lead as pair
join compliance_ranking as mine on mine.unit_id = pair.unit_id and mine.year = pair.year
join compliance_ranking as other on other.unit_id = pair.other_unit_id and other.year = pair.year
where pair.year = (select max(year) from county_year) and pair.lead_share between 0.05 and 0.95
group by mine.unit_id, mine.unit_name, mine.rank, mine.rank_low, mine.rank_high
order by not_told_apart desc, mine.unit_id limit 15
