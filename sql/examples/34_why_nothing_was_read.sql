-- Of which units was no report read, and why? 哪些单位没有读到报告，原因何在？
select unit_name, year, sight, missing_reason
from report_panel
where missing_reason is not null
order by year desc, unit_id
limit 20
