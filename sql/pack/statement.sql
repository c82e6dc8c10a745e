-- Grain: unit × number that the prose states, in reading order. Parameters: county_id, year.
-- Inputs: report, narrative_figure, place. Units: 条 or 件. `label` names a category or channel as printed.
with report as (
    select
        report_id,
        unit_id,
    from report
    where is_current and county_id = $county_id and year = $year
),

statement as (
    select
        report.unit_id,
        narrative_figure.ordinal,
        narrative_figure.name,
        coalesce(place.place_name, '正文：' || narrative_figure.name) as place_name,
        narrative_figure.label,
        narrative_figure.value,
        narrative_figure.printed,
        narrative_figure.locator,
        narrative_figure.is_approximate,
        narrative_figure.doubt,
        narrative_figure.doubt_detail,
    from report
    inner join narrative_figure using (report_id)
    left join place on place.place = 'narrative.' || narrative_figure.name
)

select * from statement
order by
    unit_id,
    ordinal
