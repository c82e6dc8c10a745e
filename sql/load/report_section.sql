-- Grain: report × part of the report. Inputs: staged_report_section, report. Units: characters.
with staged_report_section as (
    select * from staged_report_section
),

report as (
    select report_id from report
),

report_section as (
    select * from staged_report_section
    semi join report using (report_id)
)

select * from report_section
