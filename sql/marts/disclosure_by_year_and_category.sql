-- Grain: unit × year × source × item × measure. Inputs: unit, county, report, disclosure_figure,
-- narrative_figure, disclosure_item, disclosure_measure. Units: as the column `measure_unit` says.
-- `source` is `table` (section 2) or `prose` (the categories of the year's disclosures, as printed).
with unit as (
    select * from unit
),

county as (
    select * from county
),

report as (
    select * from report
    where is_current
),

table_figure as (
    select
        report_id,
        'table' as source,
        item,
        measure,
        item_name as category_name,
        measure_name,
        disclosure_measure.measure_unit,
        value,
        doubt is not null as is_doubtful,
        item_order * 100 + measure_order as category_order,
    from disclosure_figure
    inner join disclosure_item using (item)
    inner join disclosure_measure using (measure)
    where locator is not null
),

prose_figure as (
    select
        report_id,
        'prose' as source,
        label as item,
        'disclosed' as measure,
        label as category_name,
        '主动公开条数' as measure_name,
        '条' as measure_unit,
        sum(value) as value,
        bool_or(doubt is not null) as is_doubtful,
        min(ordinal) as category_order,
    from narrative_figure
    where name = 'breakdown'
    group by
        report_id,
        label
),

figure as (
    select * from table_figure
    union all
    select * from prose_figure
),

disclosure_by_year_and_category as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        report.year,
        figure.source,
        figure.item,
        figure.category_name,
        figure.measure,
        figure.measure_name,
        figure.value,
        figure.measure_unit,
        figure.is_doubtful,
        figure.category_order,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id
)

select * from disclosure_by_year_and_category
order by
    unit_id,
    year,
    source desc,
    category_order
