-- Which faults did units mend since last year, and which are new? 与上年相比改正了什么、新出了什么？
select unit_name, rule.title as check_title, old.verdict as last_year, now.verdict as this_year
from check_result as now
inner join check_result as old on old.unit_id = now.unit_id and old.year = now.year - 1 and old.check_id = now.check_id
inner join check_rule as rule on rule.check_id = now.check_id and rule.severity <> 'note'
inner join unit on unit.unit_id = now.unit_id
where now.year = (select max(year) from county_year)
    and (now.verdict, old.verdict) in (('fail', 'pass'), ('pass', 'fail'))
order by this_year, now.unit_id, now.check_id limit 30
