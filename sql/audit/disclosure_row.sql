-- Grain: current report × item, one column a measure. Inputs: disclosure_figure, disclosure_item,
-- current_report. Units: as disclosure_measure says.
-- A row that the form does not know leaves the whole table in doubt.
with figure as (
    select * replace (judged_value(correction, value_printed, value) as value) from disclosure_figure
),

current_report as (
    select
        report_id,
        has_disclosure_table as has_table,
        list_contains(doubted, 'disclosure') as is_block_doubtful,
    from current_report
),

disclosure_item as (
    select * from disclosure_item
),

disclosure_row as (
    select
        figure.report_id,
        figure.item,
        'disclosure.' || figure.item as place,
        any_value(has_table) as has_table,
        any_value(coalesce(is_regional, false)) as is_regional,
        bool_or(measure = 'in_force') as has_in_force,
        bool_or(measure = 'disclosed_total') and not any_value(coalesce(is_regional, false)) as has_disclosed_total,
        any_value(value) filter (where measure = 'issued') as issued,
        any_value(value) filter (where measure = 'repealed') as repealed,
        any_value(value) filter (where measure = 'in_force') as in_force,
        any_value(value) filter (where measure = 'newly_disclosed') as newly_disclosed,
        any_value(value) filter (where measure = 'disclosed_total') as disclosed_total,
        any_value(value) filter (where measure = 'items_last_year') as items_last_year,
        any_value(value) filter (where measure = 'change') as "change",
        any_value(value) filter (where measure = 'decisions') as decisions,
        any_value(locator) filter (where measure = 'decisions') as locator_decisions,
        min(locator) filter (where measure in ('in_force', 'disclosed_total')) as locator_total,
        min(locator) as locator,
        count(*) as cells,
        count(*) filter (where locator is not null and value is null) as cells_blank,
        count(*) filter (where locator is null) as cells_absent,
        min(locator) filter (where value is null) as locator_blank,
        min(printed) filter (where value is null and printed <> '') as printed_blank,
        bool_or(doubt is not null) or any_value(is_block_doubtful) as is_doubtful,
        bool_or(doubt is not null and value is null) as is_blank_doubtful,
        any_value(is_block_doubtful) as is_block_doubtful,
    from figure
    inner join current_report using (report_id)
    left join disclosure_item using (item)
    group by figure.report_id, figure.item
)

select * from disclosure_row
