-- Whose decisions were corrected on review or in court? 谁的决定被复议或诉讼纠正？
select unit_name, year, channel_name, corrected, total
from reviews_by_year
where corrected > 0
order by year desc, corrected desc, unit_id, channel
limit 20
