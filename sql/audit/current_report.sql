-- Grain: unit × year with a report, its newest revision, of the units that are judged. Inputs: every_report,
-- judged_unit.
with every_report as (
    select * from every_report
),

judged_unit as (
    select * from judged_unit
),

current_report as (
    select * from every_report
    semi join judged_unit using (unit_id)
)

select * from current_report
