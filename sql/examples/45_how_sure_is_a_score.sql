-- How wide are the bounds of a score, and how many points could be judged? 得分的上下限有多宽？
select year, count(score) as scored, median(score) as median_score,
    round(max(score_high - score_low), 1) as widest, count(*) filter (score_high - score_low > 1) as unsure,
    count(pending) as not_ranked,
    round(median(coverage), 2) as median_coverage, round(min(coverage) filter (score is not null), 2) as least_coverage
from report_panel
group by year
order by year
