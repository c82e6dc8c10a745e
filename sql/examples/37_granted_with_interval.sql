-- What share of requests is granted, in full or in part, and how sure is that share (95 %, Wilson)? 公开比例及其置信区间？
with counted as (
    select year, sum(concluded_total) as n, sum(granted_in_full + granted_in_part) / sum(concluded_total) as p
    from report_panel where concluded_total > 0 and granted_in_full + granted_in_part is not null group by year)
select year, n as concluded, round(p, 3) as granted_share,
    round((p + 1.92 / n - 1.96 * sqrt(p * (1 - p) / n + 0.96 / n ^ 2)) / (1 + 3.84 / n), 3) as low,
    round((p + 1.92 / n + 1.96 * sqrt(p * (1 - p) / n + 0.96 / n ^ 2)) / (1 + 3.84 / n), 3) as high
from counted
order by year
