-- Where does what was carried in differ from what the year before carried out? 结转前后不一的有哪些？
select b.unit_name, b.year, a.carried_out_total as carried_out_before, b.carried_in_total,
    b.carried_in_total - a.carried_out_total as difference,
    a.carried_out_total_flags || b.carried_in_total_flags as flags
from report_panel as a inner join report_panel as b on b.unit_id = a.unit_id and b.year = a.year + 1
where a.carried_out_total <> b.carried_in_total
order by abs(difference) desc, b.unit_id, b.year
limit 20
