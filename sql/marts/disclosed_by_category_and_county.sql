-- Grain: county × year × category of the small scheme. Key: county_id, year, category.
-- Inputs: county, report, narrative_figure, category, category_pattern. Units: items (条).
-- Sums what the prose of the units counts. `reports_counted` says how many gave the category a number:
-- a fall of `value` beside a fall of reports_counted is no fall of what was disclosed.
-- `share` is of all categories of the county and year together; the shares sum to 1.
with county as (
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
        whole_number(value) as value,
    from narrative_figure
    where name = 'breakdown' and whole_number(value) is not null
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

figure as (
    select
        report.county_id,
        report.year,
        coalesce(mapped.category, 'unmapped') as category,
        sum(printed.value)::bigint as value,
        count(distinct report_id) as reports_counted,
        count(*) as printed_categories,
        count(distinct printed.label) as distinct_labels,
    from printed
    inner join report using (report_id)
    left join mapped using (label)
    group by
        report.county_id,
        report.year,
        coalesce(mapped.category, 'unmapped')
),

disclosed_by_category_and_county as (
    select
        figure.county_id,
        county.county_name,
        figure.year,
        category.category,
        category.category_name,
        category.category_order,
        figure.value,
        figure.value / nullif(
            sum(figure.value) over (partition by figure.county_id, figure.year), 0
        ) as share,
        figure.reports_counted,
        figure.printed_categories,
        figure.distinct_labels,
    from figure
    inner join county using (county_id)
    inner join category using (category)
)

select * from disclosed_by_category_and_county
order by
    county_id,
    year,
    category_order
