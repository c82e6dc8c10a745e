-- Which units received more than twice last year's requests? 哪些单位的申请量超过上年两倍？
select unit_name, received_total_previous, received_total, round(received_growth, 1) as growth
from year_on_year
where year = (select max(year) from county_year)
    and received_total > 2 * received_total_previous
order by received_change desc, unit_id
limit 20
