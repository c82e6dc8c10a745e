-- Grain: report of tonight whose figures may differ from those published. Inputs: changed_standing.
with compared_report as (
    select
        report_id_before,
        report_id_now,
    from changed_standing
    where are_figures_compared
)

select * from compared_report
