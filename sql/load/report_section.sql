-- Grain: report × part of the report. Inputs: staged_report_section, loaded_report. Units: characters.
with staged_report_section as (
    select * from staged_report_section
),

loaded_report as (
    select report_id from loaded_report
),

report_section as (
    select * from staged_report_section
    semi join loaded_report using (report_id)
)

select * from report_section
