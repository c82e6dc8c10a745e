-- What moved a unit's rank since last year: where did it lose more points, or fewer? 名次变化出在哪一项？
select unit_name, rank_previous, rank, dimension_name, old.points_judged - old.points_earned as lost_before,
    new.points_judged - new.points_earned as lost_now
from ranking_history
inner join score as new using (unit_id, year)
inner join score as old on old.unit_id = new.unit_id and old.year = new.year - 1 and old.dimension = new.dimension
inner join dimension on dimension.dimension = new.dimension
where year = (select max(year) from county_year) and score_change is not null and lost_before <> lost_now
order by abs(rank_gain) desc, unit_id, new.dimension limit 20
