-- Which series break with the form, and how large is the step at the break? 换格式处数列断在哪里？
select b.year, count(*) as units, sum(a.normative_documents_in_force) as before_break,
    sum(b.normative_documents_in_force) as after_break, sum(a.licensing_decisions) as licences_before,
    sum(b.licensing_decisions) as licences_after
from report_panel as a inner join report_panel as b on b.unit_id = a.unit_id and b.year = a.year + 1
where contains(b.normative_documents_in_force_flags, 'b')
group by b.year
order by b.year
