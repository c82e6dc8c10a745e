-- Which categories of disclosure shrank, and is it that fewer reports count them? 哪些公开类别减少了？
select category_name, last_year.value as before, this_year.value as now,
    last_year.reports_counted as reports_before, this_year.reports_counted as reports_now
from disclosed_by_category_and_county as this_year
inner join disclosed_by_category_and_county as last_year using (county_id, category, category_name)
where this_year.year = (select max(year) from county_year)
    and last_year.year = this_year.year - 1 and this_year.value < last_year.value
order by this_year.value - last_year.value, county_id, category limit 20
