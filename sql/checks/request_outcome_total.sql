-- 办理结果合计: in each column （七）总计 = the sum of all outcomes. Grain: report × applicant.
-- Inputs: request_column. Units: requests.
with request_column as (
    select * from request_column
),

request_outcome_total as (
    select
        report_id,
        'requests.concluded.' || applicant as place,
        number_text(parts) as expected,
        if(parts_blank = 0 or parts > concluded, number_text(concluded), null) as found,
        locator_concluded as locator,
        identity_outcome(concluded, parts, parts_blank) as outcome,
        strict_outcome(concluded, parts, parts_blank, is_blank) as outcome_strict,
        are_outcomes_doubtful as is_doubtful,
        coalesce(concluded <> 0, false) or parts <> 0 as is_informative,
    from request_column
)

select * from request_outcome_total
