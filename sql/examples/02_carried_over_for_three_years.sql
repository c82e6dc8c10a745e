-- Who has carried requests over for three years running? 哪些单位连续三年有结转？
with open_years as (
    select *, year - row_number() over (partition by unit_id order by year) as streak
    from requests_by_year where carried_out_total > 0
)

select unit_name, min(year) as since, max(year) as until, sum(carried_out_total) as carried_out
from open_years
group by unit_id, unit_name, streak having count(*) >= 3
order by carried_out desc, unit_id limit 20
