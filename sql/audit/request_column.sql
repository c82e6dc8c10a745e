-- Grain: current report × applicant (with the total), one column a balance row. Inputs: request_figure,
-- identity_term, current_report. Units: requests. `parts` is the sum of the outcomes, `come` and `gone` are the
-- two sides of the balance, as the form of the report has them; blank ones count as zero.
-- A row that the form does not know leaves the whole table in doubt.
with figure as (
    select * replace (judged_value(correction, value_printed, value) as value) from request_figure
),

current_report as (
    select
        report_id,
        coalesce(form, form_required) as form,
        list_contains(doubted, 'requests') as is_block_doubtful,
    from current_report
),

outcome as (
    select
        form,
        term as outcome,
        bool_or(check_id = 'request_outcome_total' and side = 'right') as is_part,
        bool_or(check_id = 'request_balance' and side = 'left') as is_come,
        bool_or(check_id = 'request_balance' and side = 'right') as is_gone,
    from identity_term
    where check_id in ('request_outcome_total', 'request_balance')
    group by form, term
),

request_column as (
    select
        figure.report_id,
        figure.applicant,
        any_value(value) filter (where outcome = 'received') as received,
        any_value(value) filter (where outcome = 'carried_in') as carried_in,
        any_value(value) filter (where outcome = 'concluded') as concluded,
        any_value(value) filter (where outcome = 'carried_out') as carried_out,
        any_value(locator) filter (where outcome = 'concluded') as locator_concluded,
        any_value(locator) filter (where outcome = 'received') as locator_received,
        any_value(locator) filter (where outcome = 'carried_in') as locator_carried_in,
        coalesce(sum(value) filter (where is_come), 0) as come,
        coalesce(sum(value) filter (where is_gone), 0) as gone,
        coalesce(bool_or(value is null) filter (where is_come), true) as is_come_blank,
        coalesce(bool_or(value is null) filter (where is_gone), true) as is_gone_blank,
        count(value) filter (where is_come or is_gone) = 0 as is_balance_blank,
        coalesce(sum(value) filter (where is_part), 0) as parts,
        count(*) filter (where is_part and value is null) as parts_blank,
        count(value) filter (where is_part or outcome = 'concluded') = 0 as is_blank,
        coalesce(bool_or(doubt is not null) filter (where is_part or outcome = 'concluded'), false)
            or any_value(is_block_doubtful) as are_outcomes_doubtful,
        coalesce(bool_or(doubt is not null) filter (where not is_part), false)
            or any_value(is_block_doubtful) as is_balance_doubtful,
        coalesce(bool_or(doubt is not null) filter (where outcome = 'carried_in'), false)
            or any_value(is_block_doubtful) as is_carried_in_doubtful,
        coalesce(bool_or(doubt is not null) filter (where outcome = 'carried_out'), false)
            or any_value(is_block_doubtful) as is_carried_out_doubtful,
    from figure
    inner join current_report using (report_id)
    left join outcome using (form, outcome)
    group by figure.report_id, figure.applicant
)

select * from request_column
