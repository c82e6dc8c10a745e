-- 数值有效: counts are whole and not negative; an amount may have decimals, 增/减 may be negative.
-- Grain: report × table, and each cell at fault. Inputs: the three figure tables, disclosure_measure,
-- current_report. Units: as printed.
with current_report as (
    select report_id from current_report
),

disclosure_measure as (
    select * from disclosure_measure
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
    where judged_value(correction, value_printed, value) is not null
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
    where judged_value(correction, value_printed, value) is not null
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
    where judged_value(correction, value_printed, value) is not null
),

filled_table as (
    select
        report_id,
        'disclosure' as place,
        bool_or(judged_value(correction, value_printed, value) <> 0) as is_informative,
    from disclosure_figure
    semi join current_report using (report_id)
    where judged_value(correction, value_printed, value) is not null
    group by report_id
    union all
    select
        report_id,
        'requests' as place,
        bool_or(judged_value(correction, value_printed, value) <> 0) as is_informative,
    from request_figure
    semi join current_report using (report_id)
    where judged_value(correction, value_printed, value) is not null
    group by report_id
    union all
    select
        report_id,
        'reviews' as place,
        bool_or(judged_value(correction, value_printed, value) <> 0) as is_informative,
    from review_figure
    semi join current_report using (report_id)
    where judged_value(correction, value_printed, value) is not null
    group by report_id
),

sound_table as (
    select
        report_id,
        place,
        null::varchar as expected,
        null::varchar as found,
        null::varchar as locator,
        'pass' as outcome,
        false as is_doubtful,
        is_informative,
    from filled_table
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
    select * from sound_table
    union all
    select * from bad_cell
)

select * from counts_valid
