-- Do busy units score worse? Rank correlation of requests and score, beside what chance alone gives. 申请多的单位得分低吗？
with placed as (
    select year, rank() over (partition by year order by received_total) as by_requests,
        rank() over (partition by year order by score) as by_score
    from report_panel where received_total is not null and score is not null)
select year, count(*) as units, round(corr(by_requests, by_score), 2) as correlation,
    round(1.96 / sqrt(count(*) - 1), 2) as chance_reaches
from placed
group by year having count(*) > 3
order by year
