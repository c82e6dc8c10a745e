-- Grain: unit × year × category of the small scheme. Key: unit_id, year, category.
-- Inputs: unit, county, report, narrative_figure, category, category_pattern. Units: items (条).
-- Only what the prose counts: a category that is not printed has no row, which is not zero.
-- What no pattern knows is kept as `unmapped`, with the words that were printed.
-- `share` is of disclosed_total, the year's total as the prose states it; it is null where no total,
-- or only a rounded one, is stated, and may sum to less than 1 where the list is not whole.
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

category as (
    select * from category
),

printed as (
    select
        report_id,
        label,
        value,
        is_approximate or doubt is not null as is_unsure,
        ordinal,
    from narrative_figure
    where name = 'breakdown'
),

label as (
    select distinct label
    from printed
),

mapped as (
    select
        label.label,
        arg_min(category_pattern.category, category_pattern.pattern_order) as category,
    from label
    inner join category_pattern on label.label like category_pattern.pattern
    group by label.label
),

stated as (
    select
        report_id,
        whole_number(arg_min(value, ordinal)) as disclosed_total,
    from narrative_figure
    where name = 'disclosed_total' and not is_approximate
    group by report_id
),

figure as (
    select
        printed.report_id,
        coalesce(mapped.category, 'unmapped') as category,
        whole_sum(printed.value) as value,
        count(*) as printed_categories,
        string_agg(printed.label, '；' order by printed.ordinal) as labels,
        bool_or(printed.is_unsure) as is_doubtful,
    from printed
    left join mapped using (label)
    group by
        printed.report_id,
        coalesce(mapped.category, 'unmapped')
),

disclosed_by_category as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        report.year,
        category.category,
        category.category_name,
        category.category_order,
        figure.value,
        figure.value / nullif(stated.disclosed_total, 0) as share,
        stated.disclosed_total,
        report.breakdown_closed,
        figure.printed_categories,
        figure.labels,
        figure.is_doubtful,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id
    inner join category on category.category = figure.category
    left join stated on stated.report_id = report.report_id
)

select * from disclosed_by_category
order by
    unit_id,
    year,
    category_order
