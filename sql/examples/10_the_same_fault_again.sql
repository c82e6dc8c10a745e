-- Who makes the same fault again and again? 谁反复出现同一问题？
select unit_name, check_title, count(distinct year) as years, string_agg(distinct year::varchar, '、' order by year::varchar) as which
from findings_by_unit
where check_points > 0
group by unit_id, unit_name, check_id, check_title
having count(distinct year) >= 2
order by years desc, unit_id, check_id limit 20
