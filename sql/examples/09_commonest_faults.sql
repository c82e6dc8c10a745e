-- Which faults are the commonest this year? 今年最常见的问题是什么？
select check_title, sum(units_fail) as units,
    round(sum(units_fail) / sum(units_pass + units_fail), 2) as share
from checks_by_county
where year = (select max(year) from county_year) and check_points > 0
group by check_id, check_title having sum(units_fail) > 0
order by units desc, check_id limit 15
