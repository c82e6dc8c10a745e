-- Which units received no request, in how many of their reports? 哪些单位多年没有收到申请？
select unit_name, count(*) filter (where received_total = 0) as years_without,
    count(received_total) as reports
from requests_by_year
group by unit_id, unit_name
having years_without > 0
order by years_without desc, unit_id limit 20
