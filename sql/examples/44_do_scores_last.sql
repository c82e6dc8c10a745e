-- Does a good score last into the next year, or is it luck? 今年分高，明年还高吗？
with pairs as (
    select b.year, rank() over (partition by b.year order by a.score) as before_rank,
        rank() over (partition by b.year order by b.score) as after_rank
    from report_panel as a inner join report_panel as b on b.unit_id = a.unit_id and b.year = a.year + 1
    where a.score is not null and b.score is not null)
select year, count(*) as units, round(corr(before_rank, after_rank), 2) as correlation,
    round(1.96 / sqrt(count(*) - 1), 2) as luck_reaches
from pairs group by year having count(*) > 3
order by year
