-- Whose text stands in a peer's report too? 谁的文字与同县其他单位雷同？
select unit_name, year, section, other_unit_name, round(share, 2) as share, longest
from similarity_by_year
where kind = 'peer' and share >= 0.7
order by share desc, year desc, unit_id, section
limit 10
