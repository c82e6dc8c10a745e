-- What was read of each year, in part or whole, and what was not? 各年读到了多少？
select year, count(*) as units, count(*) filter (sight = 'read') as units_read,
    count(*) filter (sight = 'partly_read') as in_part, count(*) filter (sight = 'arrived_unread') as unread,
    count(*) filter (sight = 'choice_open') as choice_open,
    count(*) filter (sight = 'list_incomplete') as list_incomplete, count(*) filter (sight = 'not_found') as not_found
from report_panel
group by year
order by year
