-- Whose place hangs on the weights: in what share of 500 draws of the dimensions' weights (±25 %) does the upper stay above (one county)? 谁的名次只是权重使然？
with drawn as (
    select draw, unit_id, sum(points_earned * weight) / nullif(sum(points_judged * weight), 0) as score
    from (select *, 0.75 + hash(draw, dimension) % 1001 / 2000 as weight from score, range(500) as t (draw))
    where county_id = (select min(county_id) from county) and year = (select max(year) from county_year) group by all)
select a.unit_name as upper_unit, b.unit_name as lower_unit, a.rank, b.rank as lower_rank,
    (select avg((x.score > y.score)::int + (x.score = y.score)::int / 2) from drawn as x inner join drawn as y using (draw)
    where x.unit_id = a.unit_id and y.unit_id = b.unit_id) as share_above
from compliance_ranking as a inner join compliance_ranking as b using (county_id, year) semi join drawn as d on d.unit_id = a.unit_id
where year = (select max(year) from county_year) and a.score > b.score order by share_above, a.unit_id, b.unit_id limit 12
