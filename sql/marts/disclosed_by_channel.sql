-- Grain: unit × year × kind of channel. Key: unit_id, year, channel_kind.
-- Inputs: unit, county, report, narrative_figure, channel_kind, channel_pattern. Units: items (条).
-- Only what the prose counts: a channel that is not printed has no row, which is not zero.
-- `share` is of disclosed_total, the year's total as the prose states it. Shares may sum to more than
-- 1, lawfully: the same item on two channels is counted on both.
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

channel_kind as (
    select * from channel_kind
),

printed as (
    select
        report_id,
        label,
        value,
        is_approximate or doubt is not null as is_unsure,
        ordinal,
    from narrative_figure
    where name = 'channels'
),

label as (
    select distinct label
    from printed
),

mapped as (
    select
        label.label,
        arg_min(channel_pattern.channel_kind, channel_pattern.pattern_order) as channel_kind,
    from label
    inner join channel_pattern on label.label like channel_pattern.pattern
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
        coalesce(mapped.channel_kind, 'unmapped') as channel_kind,
        whole_sum(printed.value) as value,
        count(*) as printed_channels,
        string_agg(printed.label, '；' order by printed.ordinal) as labels,
        bool_or(printed.is_unsure) as is_doubtful,
    from printed
    left join mapped using (label)
    group by
        printed.report_id,
        coalesce(mapped.channel_kind, 'unmapped')
),

disclosed_by_channel as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        report.year,
        channel_kind.channel_kind,
        channel_kind.channel_kind_name,
        channel_kind.channel_kind_order,
        figure.value,
        figure.value / nullif(stated.disclosed_total, 0) as share,
        stated.disclosed_total,
        figure.printed_channels,
        figure.labels,
        figure.is_doubtful,
    from report
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
    inner join figure on figure.report_id = report.report_id
    inner join channel_kind on channel_kind.channel_kind = figure.channel_kind
    left join stated on stated.report_id = report.report_id
)

select * from disclosed_by_channel
order by
    unit_id,
    year,
    channel_kind_order
