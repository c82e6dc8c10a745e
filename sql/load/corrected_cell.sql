-- Grain: report × row × column of a statutory table. Inputs: the staged table `staged` of the block `block`,
-- loaded_report, correction. `value` is the corrected number where a correction holds, `printed` always what
-- was printed; a cell that was not read and that a person entered has the locator `entered`; a doubt that was settled, of the cell or of its row, is gone. Rows come report by report, as
-- they were staged: to sort a nation's cells costs more than all else here.
create or replace temp macro corrected_cell(staged, block) as table
with staged_cell as (
    select * from query_table(staged) as cell(report_id, row_id, column_id, value, printed, locator, doubt, doubt_detail)
),

loaded_report as (
    select report_id from loaded_report
),

-- by row and column and not by place, so that no place is spelled out for the cells of other reports
correction as (
    select
        report_id,
        split_part(cell, '.', 2) as row_id,
        split_part(cell, '.', 3) as column_id,
        kind,
        try_cast(corrected_to as double) as corrected_value,
    from correction
    where
        status = 'applied'
        and split_part(cell, '.', 1) = block
        and regexp_full_match(cell, '[^.]+(\.[^.]+){1,2}')
),

corrected_cell as (
    select
        staged_cell.report_id,
        staged_cell.row_id,
        staged_cell.column_id,
        if(of_cell.kind is null, value, of_cell.corrected_value) as value,
        printed,
        if(locator is null and of_cell.kind = 'reader', 'entered', locator) as locator,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, doubt) as doubt,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, doubt_detail) as doubt_detail,
        of_cell.kind as correction,
        if(of_cell.kind is null, null, value) as value_printed,
    from staged_cell
    semi join loaded_report using (report_id)
    left join correction as of_cell
        on of_cell.report_id = staged_cell.report_id
        and of_cell.row_id = staged_cell.row_id
        and of_cell.column_id = staged_cell.column_id
    left join correction as of_row
        on of_row.report_id = staged_cell.report_id
        and of_row.row_id = staged_cell.row_id
        and of_row.column_id = ''
)

select * from corrected_cell
