-- Where does the text say another number than the table, and where do both stand? 文表不一致在哪里？
select unit_name, year, check_title, place_name, expected, found, locator
from findings_by_unit
where dimension = 'prose_against_tables'
order by year desc, unit_id, check_id, place
limit 20
