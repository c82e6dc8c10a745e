-- Grain: unit × year × channel, where a report has the table. Inputs: unit, county, report,
-- review_figure, review_channel. Units: cases. One column a result of any form (the type result_column); null where
-- no whole number was printed.
with unit as (
    select * from unit
),

county as (
    select * from county
),

report as (
    select * from report
    where is_current and has_review_table
),

review_channel as (
    select * from review_channel
),

cell as (
    select
        report_id,
        channel,
        result,
        whole_number(value) as value,
    from review_figure
),

figure as (
    pivot cell
    on result in result_column
    using any_value(value)
    group by report_id, channel
),

doubtful as (
    select
        report_id,
        channel,
        count(doubt) as doubtful_cells,
    from review_figure
    group by
        report_id,
        channel
),

reviews_by_year as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        report.year,
        review_channel.channel,
        review_channel.channel_name,
        review_channel.channel_order,
        figure.* exclude (report_id, channel),
        doubtful.doubtful_cells,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id
    inner join doubtful
        on doubtful.report_id = figure.report_id and doubtful.channel = figure.channel
    inner join review_channel on review_channel.channel = figure.channel
)

select * from reviews_by_year
order by
    unit_id,
    year,
    channel_order
