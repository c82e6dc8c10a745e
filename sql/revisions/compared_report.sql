-- Grain: report of tonight whose figures may differ from those published. Inputs: changed_standing.
-- In the order of the figures, so that those of some reports are found without looking through all.
with compared_report as (
    select
        unit_id,
        year,
        report_id_before,
        report_id_now,
    from changed_standing
    where are_figures_compared
)

select * from compared_report
order by report_id_now
