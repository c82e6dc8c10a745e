-- 复议诉讼合计: 总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结. Grain: report × channel.
-- Inputs: review_row. Units: cases.
with review_row as (
    select * from review_row
),

review_total as (
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
    from review_row
)

select * from review_total
