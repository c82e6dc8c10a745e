-- Who refuses most of what it concludes, and on which grounds? 谁不予公开最多？依据什么理由？
with ground as (
    select unit_id, outcome_name || sum(value)::integer || '件' as ground, sum(value) as requests
    from request_outcomes_by_year where outcome_group = 'refused' and value > 0 group by unit_id, outcome_name
), refusal as (
    select unit_id, string_agg(ground, '、' order by requests desc, ground) as grounds from ground group by unit_id
)
select unit_name, sum(concluded) as concluded, sum(refused) as refused,
    round(sum(refused) / nullif(sum(concluded), 0), 2) as share, grounds
from request_applicants_by_year inner join refusal using (unit_id)
where applicant = 'total' group by unit_id, unit_name, grounds order by share desc, unit_id limit 20
