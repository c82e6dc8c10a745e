-- 收办平衡: in each column 新收 + 上年结转 = 办理总计 + 结转下年. Grain: report × applicant.
-- Inputs: request_column. Units: requests. A blank that could mend the
-- smaller side leaves it not shown, and so does any blank of sides that are equal without it.
with request_column as (
    select * from request_column
),

request_balance as (
    select
        report_id,
        applicant as place,
        number_text(come) as expected,
        if((come < gone and not is_come_blank) or (come > gone and not is_gone_blank), number_text(gone), null)
            as found,
        locator_concluded as locator,
        case
            when come < gone and not is_come_blank then 'fail'
            when come > gone and not is_gone_blank then 'fail'
            when is_come_blank or is_gone_blank then 'not_shown'
            else 'pass'
        end as outcome,
        case
            when is_balance_blank then 'not_applicable'
            when come = gone and not is_come_blank and not is_gone_blank then 'pass'
            else 'fail'
        end as outcome_strict,
        is_balance_doubtful as is_doubtful,
        come <> 0 or gone <> 0 as is_informative,
    from request_column
)

select * from request_balance
