-- Who published late, by how many days, and by what deadline? 谁逾期发布、逾期几天、依据什么期限？
select unit_name, year, published_on, deadline, published_on - deadline as days_late,
    deadline_basis
from data_quality -- the first publication: a corrected report put out later is not late
where published_on > deadline
order by year desc, days_late desc, unit_id limit 20
