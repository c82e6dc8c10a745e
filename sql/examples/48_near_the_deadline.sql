-- In which week before or after the deadline are reports published? 报告集中在期限前后哪一周发布？
select floor(days_past_deadline / 7)::integer as week, min(days_past_deadline) as first_day,
    max(days_past_deadline) as last_day, count(*) as reports, round(avg(score), 1) as mean_score
from report_panel
where days_past_deadline is not null
group by week
order by week
