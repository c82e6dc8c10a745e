-- Grain: unit × year × channel, where a report has the table. Inputs: unit, county, report,
-- review_figure, review_channel. Units: cases.
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

figure as (
    select
        report_id,
        channel,
        any_value(value) filter (where result = 'upheld') as upheld,
        any_value(value) filter (where result = 'corrected') as corrected,
        any_value(value) filter (where result = 'other') as other,
        any_value(value) filter (where result = 'pending') as pending,
        any_value(value) filter (where result = 'total') as total,
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
        figure.upheld,
        figure.corrected,
        figure.other,
        figure.pending,
        figure.total,
        figure.doubtful_cells,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id
    inner join review_channel on review_channel.channel = figure.channel
)

select * from reviews_by_year
order by
    unit_id,
    year,
    channel_order
