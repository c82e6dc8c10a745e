-- 申请表行合计: in each row 总计 = 自然人 + the five kinds of organisation. Grain: report × outcome.
-- Inputs: request_row. Units: requests.
with request_row as (
    select * from request_row
),

request_row_total as (
    select
        report_id,
        place || '.total' as place,
        number_text(parts) as expected,
        if(parts_blank = 0 or parts > total, number_text(total), null) as found,
        locator_total as locator,
        identity_outcome(total, parts, parts_blank) as outcome,
        strict_outcome(total, parts, parts_blank, is_blank) as outcome_strict,
        is_doubtful,
        coalesce(total <> 0, false) or parts <> 0 as is_informative,
    from request_row
)

select * from request_row_total
