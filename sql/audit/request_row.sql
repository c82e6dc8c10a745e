-- Grain: current report × outcome, one column an applicant. Inputs: request_figure, identity_term,
-- current_report.
-- Units: requests. `parts` is the sum of the applicants that the form adds up, blank ones counted as zero.
-- A row that the form does not know leaves the whole table in doubt.
with figure as (
    select * replace (judged_value(correction, value_printed, value) as value) from request_figure
),

current_report as (
    select
        report_id,
        coalesce(form, form_required) as form,
        has_request_table as has_table,
        list_contains(doubted, 'requests') as is_block_doubtful,
    from current_report
),

part as (
    select
        form,
        term as applicant,
    from identity_term
    where check_id = 'request_row_total' and side = 'right'
),

request_row as (
    select
        figure.report_id,
        figure.outcome,
        'requests.' || figure.outcome as place,
        any_value(has_table) as has_table,
        any_value(value) filter (where figure.applicant = 'total') as total,
        coalesce(sum(value) filter (where part.form is not null), 0) as parts,
        count(*) filter (where part.form is not null and value is null) as parts_blank,
        any_value(locator) filter (where figure.applicant = 'total') as locator_total,
        min(locator) as locator,
        count(value) = 0 as is_blank,
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
    left join part on part.form = current_report.form and part.applicant = figure.applicant
    group by figure.report_id, figure.outcome
)

select * from request_row
