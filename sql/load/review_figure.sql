-- Grain: report × channel × result. Inputs: staged_review_figure, report, correction. Units: cases.
-- `value` is the corrected number where a correction holds, `printed` always what was printed; a doubt that
-- was settled, of the cell or of its row, is gone.
with staged_review_figure as (
    select * from staged_review_figure
),

report as (
    select report_id from report
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

review_figure as (
    select
        staged_review_figure.report_id,
        channel,
        result,
        if(of_cell.kind is null, value, of_cell.corrected_value) as value,
        if(value is null, masked(printed), printed) as printed,
        locator,
        if(of_cell.kind = 'reader' or of_row.kind = 'reader', null, doubt) as doubt,
        of_cell.kind as correction,
        if(of_cell.kind is null, null, value) as value_printed,
    from staged_review_figure
    semi join report using (report_id)
    left join correction as of_cell
        on of_cell.report_id = staged_review_figure.report_id
        and of_cell.cell = 'reviews.' || channel || '.' || result
    left join correction as of_row
        on of_row.report_id = staged_review_figure.report_id
        and of_row.cell = 'reviews.' || channel
)

select * from review_figure
order by
    report_id,
    channel,
    result
