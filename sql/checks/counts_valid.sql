-- 数值有效: counts are whole and not negative; an amount may have decimals, 增/减 may be negative.
-- Grain: report × table, and each cell at fault. Inputs: the three figure tables, disclosure_item,
-- disclosure_measure, current_report. Units: as printed. A table with a blank does not show that all of its
-- numbers are valid, which cells_filled names.
with current_report as (
    select
        report_id,
        doubted,
    from current_report
),

disclosure_measure as (
    select * from disclosure_measure
),

disclosure_item as (
    select * from disclosure_item
),

figure as (
    select
        report_id,
        'disclosure' as block,
        item as row_id,
        measure as column_id,
        judged_value(correction, value_printed, value) as value,
        locator,
        doubt,
        coalesce(number, 'count') as number,
    from disclosure_figure
    semi join current_report using (report_id)
    left join disclosure_measure using (measure)
    left join disclosure_item using (item)
    where locator is not null or not coalesce(is_regional, false)
    union all
    select
        report_id,
        'requests' as block,
        outcome as row_id,
        applicant as column_id,
        judged_value(correction, value_printed, value) as value,
        locator,
        doubt,
        'count' as number,
    from request_figure
    semi join current_report using (report_id)
    union all
    select
        report_id,
        'reviews' as block,
        channel as row_id,
        result as column_id,
        judged_value(correction, value_printed, value) as value,
        locator,
        doubt,
        'count' as number,
    from review_figure
    semi join current_report using (report_id)
),

summed_up as (
    select
        report_id,
        block,
        bool_or(value is null) as has_blank,
        bool_or(doubt is not null) as has_doubt,
        coalesce(bool_or(value <> 0), false) as is_informative,
    from figure
    group by
        report_id,
        block
),

whole_table as (
    select
        report_id,
        block as place,
        null::varchar as expected,
        null::varchar as found,
        null::varchar as locator,
        if(has_blank, 'not_shown', 'pass') as outcome,
        has_doubt or list_contains(doubted, block) as is_doubtful,
        is_informative,
    from summed_up
    inner join current_report using (report_id)
),

bad_cell as (
    select
        report_id,
        block || '.' || row_id || '.' || column_id as place,
        case number
            when 'amount' then '不小于 0 的数'
            when 'signed' then '整数'
            else '不小于 0 的整数'
        end as expected,
        number_text(value) as found,
        locator,
        'fail' as outcome,
        doubt is not null as is_doubtful,
        false as is_informative,
    from figure
    where not ((number = 'signed' or value >= 0) and (number = 'amount' or value = floor(value)))
),

counts_valid as (
    select * from whole_table
    union all
    select * from bad_cell
)

select * from counts_valid
