-- How many reviews and lawsuits come on a hundred concluded requests, and how many overturn a decision? 每百件办结引起几件复议诉讼？
select year, sum(concluded_total) as concluded, sum(reconsiderations_total + litigations_total) as cases,
    round(100 * sum(reconsiderations_total + litigations_total) / nullif(sum(concluded_total), 0), 1) as per_hundred,
    sum(reviews_corrected) as corrected
from report_panel
where concluded_total + reconsiderations_total + litigations_total is not null
group by year
order by year
