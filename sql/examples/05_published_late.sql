-- Who published late, by how many days, and by what deadline? 谁逾期发布、逾期几天、依据什么期限？
select unit_name, report.year, published_on, deadline, published_on - deadline as days_late,
    deadline_basis
from report
inner join county_year using (county_id, year)
inner join unit using (unit_id)
where is_current and published_on > deadline
order by report.year desc, days_late desc, unit_id limit 20
