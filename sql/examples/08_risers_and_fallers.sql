-- Who rose or fell clearly, beyond what the weights explain? 谁的名次明显上升或下降？
select unit_name, year, rank_previous, rank, rank_gain, round(score_change, 1) as score_change
from ranking_history
where is_clear_change and not is_missing and score_change is not null
order by year desc, abs(rank_gain) desc, unit_id
limit 15
