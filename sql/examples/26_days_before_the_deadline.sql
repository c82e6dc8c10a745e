-- When do reports come out, counted from the deadline, year by year? 报告一般比期限早几天发布？
select year, count(published_on) as dated, count(*) filter (has_report and published_on is null) as undated,
    median(published_on - deadline) as median_days, max(published_on - deadline) as last_days,
    count(*) filter (published_on - deadline between -3 and 0) as in_the_last_three_days
from data_quality
group by year
order by year
