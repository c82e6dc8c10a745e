-- Grain: report × item × measure. Inputs: staged_disclosure_figure, loaded_report, correction. Units: as disclosure_measure says.
-- `value` is the corrected number where a correction holds, `printed` always what was printed; a doubt that
-- was settled, of the cell or of its row, is gone. Rows come report by report, as they were staged: to sort
-- a nation's cells costs more than all else here.
with staged_disclosure_figure as (
    select * from staged_disclosure_figure
),

loaded_report as (
    select report_id from loaded_report
),

-- by row and column and not by place, so that no place is spelled out for the cells of other reports
correction as (
    select
        report_id,
        split_part(cell, '.', 2) as item,
        split_part(cell, '.', 3) as measure,
        kind,
        try_cast(corrected_to as double) as corrected_value,
    from correction
    where status = 'applied' and regexp_full_match(cell, 'disclosure(\.[^.]+){1,2}')
),

disclosure_figure as (
    select
        staged_disclosure_figure.report_id,
        staged_disclosure_figure.item,
        staged_disclosure_figure.measure,
        if(of_cell.kind is null, value, of_cell.corrected_value) as value,
        if(value is null, masked(printed), printed) as printed,
        locator,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, doubt) as doubt,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, masked(doubt_detail)) as doubt_detail,
        of_cell.kind as correction,
        if(of_cell.kind is null, null, value) as value_printed,
    from staged_disclosure_figure
    semi join loaded_report using (report_id)
    left join correction as of_cell
        on of_cell.report_id = staged_disclosure_figure.report_id
        and of_cell.item = staged_disclosure_figure.item
        and of_cell.measure = staged_disclosure_figure.measure
    left join correction as of_row
        on of_row.report_id = staged_disclosure_figure.report_id
        and of_row.item = staged_disclosure_figure.item
        and of_row.measure = ''
)

select * from disclosure_figure
