-- Grain: unit × year × number that the prose states, in reading order. Key: unit_id, year, ordinal.
-- Inputs: unit, county, report, narrative_figure, place. Units: 条 or 件. `label` names a category or
-- channel as printed. A view, since it is as long as the numbers themselves.
create view statements_by_unit as
with report as (
    select * from report
    where is_current
),

statements_by_unit as (
    select
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
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
    inner join unit using (unit_id)
    inner join county on county.county_id = report.county_id
    inner join narrative_figure on narrative_figure.report_id = report.report_id
    left join place on place.place = 'narrative.' || narrative_figure.name
)

select * from statements_by_unit;
