-- Grain: report × channel × result. Inputs: staged_review_figure, loaded_report, correction. Units: cases.
-- `value` is the corrected number where a correction holds, `printed` always what was printed; a doubt that
-- was settled, of the cell or of its row, is gone. Rows come report by report, as they were staged: to sort
-- a nation's cells costs more than all else here.
with staged_review_figure as (
    select * from staged_review_figure
),

loaded_report as (
    select report_id from loaded_report
),

-- by row and column and not by place, so that no place is spelled out for the cells of other reports
correction as (
    select
        report_id,
        split_part(cell, '.', 2) as channel,
        split_part(cell, '.', 3) as result,
        kind,
        try_cast(corrected_to as double) as corrected_value,
    from correction
    where status = 'applied' and regexp_full_match(cell, 'reviews(\.[^.]+){1,2}')
),

review_figure as (
    select
        staged_review_figure.report_id,
        staged_review_figure.channel,
        staged_review_figure.result,
        if(of_cell.kind is null, value, of_cell.corrected_value) as value,
        if(value is null, masked(printed), printed) as printed,
        locator,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, doubt) as doubt,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, masked(doubt_detail)) as doubt_detail,
        of_cell.kind as correction,
        if(of_cell.kind is null, null, value) as value_printed,
    from staged_review_figure
    semi join loaded_report using (report_id)
    left join correction as of_cell
        on of_cell.report_id = staged_review_figure.report_id
        and of_cell.channel = staged_review_figure.channel
        and of_cell.result = staged_review_figure.result
    left join correction as of_row
        on of_row.report_id = staged_review_figure.report_id
        and of_row.channel = staged_review_figure.channel
        and of_row.result = ''
)

select * from review_figure
