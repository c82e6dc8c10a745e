-- Who carried in another number than was carried out the year before? 谁的上年结转与上年报告对不上？
select this_year.unit_name, this_year.year, last_year.carried_out_total as carried_out_before,
    this_year.carried_in_total as carried_in,
    this_year.doubtful_cells + last_year.doubtful_cells as doubtful_cells
from requests_by_year as this_year
inner join requests_by_year as last_year
    on last_year.unit_id = this_year.unit_id and last_year.year = this_year.year - 1
where carried_out_before <> carried_in
order by this_year.year desc, this_year.unit_id limit 20
