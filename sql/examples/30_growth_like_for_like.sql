-- Did requests grow, counting only units that gave a number in both years? 同口径比较，申请增加了吗？
select county_name, year, count(*) as units, sum(received_total_previous) as before,
    sum(received_total) as now, sum(received_change) as change
from year_on_year
where received_change is not null
group by county_id, county_name, year
order by county_id, year desc limit 20
