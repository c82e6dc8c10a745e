-- Whose rank could be luck: with how many other units does its interval overlap? 谁的名次说明不了高下？
select mine.unit_name, mine.rank, mine.rank_low, mine.rank_high, count(*) as overlaps_with,
    string_agg(other.unit_name, '、' order by other.rank, other.unit_id) as other_units
from compliance_ranking as mine
inner join compliance_ranking as other using (county_id, year)
where year = (select max(year) from county_year) and mine.score <> other.score
    and mine.rank_low <= other.rank_high and other.rank_low <= mine.rank_high
group by mine.unit_id, mine.unit_name, mine.rank, mine.rank_low, mine.rank_high
order by overlaps_with desc, mine.unit_id limit 15
