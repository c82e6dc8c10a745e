-- On which grounds are requests turned down most? 不公开的主要理由是什么？
select outcome_group_name, outcome_name, sum(value) as requests, count(distinct unit_id) as units
from request_outcomes_by_year
where outcome_group not in ('granted', 'partly_granted') and value > 0
group by outcome_order, outcome_group_name, outcome_name
order by requests desc, outcome_order limit 10
