-- Where do text and table differ, by how much, and where does it stand? 文表不一致在哪里、差多少？
select unit_name, year, check_title, place_name, expected, found,
    try_cast(found as double) - try_cast(expected as double) as off_by, locator
from findings_by_unit
where dimension = 'prose_against_tables'
order by year desc, unit_id, check_id, place
limit 20
