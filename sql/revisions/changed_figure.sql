-- Grain: unit × year × place whose number is not what was published. Inputs: paired_report (some rows of compared_report),
-- published_figure, figure_now; the figures of the same reports. Units: as they are printed.
with paired_report as (
    select * from paired_report
),

figure_before as (
    select
        paired_report.report_id_now as report_id,
        published_figure.place,
        published_figure.value,
    from published_figure
    inner join paired_report on paired_report.report_id_before = published_figure.report_id
),

figure_now as (
    select * from figure_now
),

different as (
    select
        coalesce(now.report_id, before.report_id) as report_id,
        coalesce(now.place, before.place) as place,
        before.value as value_before,
        now.value as value_after,
    from figure_now as now
    full join figure_before as before
        on before.report_id = now.report_id and before.place = now.place
    where before.value is distinct from now.value
),

changed_figure as (
    select
        paired_report.unit_id,
        paired_report.year,
        different.place,
        number_text(different.value_before) as value_before,
        number_text(different.value_after) as value_after,
    from different
    inner join paired_report on paired_report.report_id_now = different.report_id
)

select * from changed_figure
