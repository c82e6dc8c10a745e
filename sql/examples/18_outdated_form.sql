-- Who still used the form of 2019 after it was replaced? 谁仍在使用旧格式？
select unit_name, data_quality.year, data_quality.form, notice as should_be
from data_quality
inner join form on data_quality.year >= required_from and form.form > data_quality.form
order by data_quality.year desc, unit_id
limit 20
