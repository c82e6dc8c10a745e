-- Do units that published late publish earlier the year after, more than the others do? 上年迟发的单位今年提前了吗？
select a.days_past_deadline > 0 as was_late, count(*) as pairs,
    round(avg(b.days_to_publish - a.days_to_publish), 1) as mean_change_in_days,
    round(stddev(b.days_to_publish - a.days_to_publish) / sqrt(count(*)), 1) as standard_error,
    count(*) filter (b.days_past_deadline > 0) as late_again
from report_panel as a inner join report_panel as b on b.unit_id = a.unit_id and b.year = a.year + 1
where a.days_to_publish is not null and b.days_to_publish is not null
group by was_late
order by was_late
