-- Which faults did units mend since last year, and which are new? 与上年相比改正了什么、新出了什么？
select unit_name, check_title, verdict_previous, verdict, fate_name
from fault_trend
where year = (select max(year) from fault_trend) and fate in ('mended', 'new')
order by fate, unit_id, check_id limit 30
