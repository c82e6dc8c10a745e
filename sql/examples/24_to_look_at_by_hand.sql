-- What should a person look at, and why? 哪些地方需要人工复核？
select unit_name, year, place_name, why, locator
from manual_queue
order by year desc, unit_id, place, why
limit 10
