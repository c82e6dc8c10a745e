-- Grain: report whose cells and texts are loaded again. Inputs: report, changed_report.
with changed_report as (
    select report_id from changed_report
    where is_reread
),

loaded_report as (
    select report_id from report
    semi join changed_report using (report_id)
)

select * from loaded_report
