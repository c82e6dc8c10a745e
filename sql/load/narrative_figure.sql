-- Grain: report × number the prose states. Inputs: staged_narrative_figure, loaded_report, correction. Units: 条 or 件.
-- A correction to nothing takes the number away. A township counts no ten million: so long a number is a telephone or a card.
with staged_narrative_figure as (
    select * from staged_narrative_figure
),

loaded_report as (
    select report_id from loaded_report
),

correction as (
    select
        report_id,
        cell,
        kind,
        try_cast(corrected_to as double) as corrected_value,
    from correction
    where status = 'applied'
),

narrative_figure as (
    select
        staged_narrative_figure.report_id,
        ordinal,
        name,
        label,
        if(kind is null, value, corrected_value) as value,
        printed,
        locator,
        is_approximate,
        if(kind = 'reader', null, doubt) as doubt,
        if(kind = 'reader', null, doubt_detail) as doubt_detail,
        is_derived,
        rule,
        kind as correction,
        if(kind is null, null, value) as value_printed,
    from staged_narrative_figure
    semi join loaded_report using (report_id)
    left join correction
        on correction.report_id = staged_narrative_figure.report_id
        and correction.cell = narrative_place(name, label)
    where (kind is null or corrected_value is not null) and value < 1e7
)

select * from narrative_figure
