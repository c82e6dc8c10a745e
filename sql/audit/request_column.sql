-- Grain: current report × applicant (with the total), one column a balance row. Inputs: request_figure,
-- outcome, current_report. Units: requests. `parts` is the sum of the outcomes, blank ones as zero.
-- A row that the form does not know leaves the whole table in doubt.
with figure as (
    select * replace (judged_value(correction, value_printed, value) as value) from request_figure
),

current_report as (
    select
        report_id,
        list_contains(doubted, 'requests') as is_block_doubtful,
    from current_report
),

outcome as (
    select
        outcome,
        outcome_group <> 'balance' as is_part,
    from outcome
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
        coalesce(sum(value) filter (where is_part), 0) as parts,
        count(*) filter (where is_part and value is null) as parts_blank,
        count(value) filter (where is_part or outcome = 'concluded') = 0 as is_blank,
        coalesce(bool_or(doubt is not null) filter (where is_part or outcome = 'concluded'), false)
            or any_value(is_block_doubtful) as are_outcomes_doubtful,
        coalesce(bool_or(doubt is not null) filter (where not is_part), false)
            or any_value(is_block_doubtful) as is_balance_doubtful,
        coalesce(bool_or(doubt is not null) filter (where outcome = 'carried_in'), false)
            as is_carried_in_doubtful,
        coalesce(bool_or(doubt is not null) filter (where outcome = 'carried_out'), false)
            as is_carried_out_doubtful,
    from figure
    inner join current_report using (report_id)
    left join outcome using (outcome)
    group by figure.report_id, figure.applicant
)

select * from request_column
