-- Grain: unit × year × place whose number is not what was published. Inputs: changed_standing, published_figure,
-- figure_now; the last two have the same reports, some at a time. Units: as they are printed.
with changed_standing as (
    select * from changed_standing
),

figure_before as (
    select
        changed_standing.unit_id,
        changed_standing.year,
        published_figure.place,
        published_figure.value,
    from changed_standing
    inner join published_figure on published_figure.report_id = changed_standing.report_id_before
    where are_figures_compared
),

figure_now as (
    select
        changed_standing.unit_id,
        changed_standing.year,
        figure_now.place,
        figure_now.value,
    from changed_standing
    inner join figure_now on figure_now.report_id = changed_standing.report_id_now
    where are_figures_compared
),

changed_figure as (
    select
        coalesce(now.unit_id, before.unit_id) as unit_id,
        coalesce(now.year, before.year) as year,
        coalesce(now.place, before.place) as place,
        number_text(before.value) as value_before,
        number_text(now.value) as value_after,
    from figure_now as now
    full join figure_before as before
        on before.unit_id = now.unit_id and before.year = now.year and before.place = now.place
    where before.value is distinct from now.value
)

select * from changed_figure
