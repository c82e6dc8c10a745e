-- Grain: report of a unit that is judged again. Inputs: report, judged_unit.
with judged_report as (
    select report_id from report
    semi join judged_unit using (unit_id)
)

select * from judged_report
