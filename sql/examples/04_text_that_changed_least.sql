-- Whose text changed least since last year? 谁的文字与上年最像？
select unit_name, section, round(share, 2) as share, characters, longest
from similarity_by_year
where kind = 'own_last_year' and year = (select max(year) from county_year)
order by share desc, unit_id, section
limit 10
