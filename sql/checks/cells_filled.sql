-- 表格无空项: every cell that is printed holds a number. Grain: report × table row. Inputs: table_row.
-- Units: cells. An absent row is the fault of table_rows_present. A blank or a / is no zero.
with table_row as (
    select * from table_row
),

cells_filled as (
    select
        report_id,
        place,
        '每格填数字，没有的填 0' as expected,
        cells_blank || ' 格未填数字' || coalesce('（如“' || printed_blank || '”）', '') as found,
        locator_blank as locator,
        case
            when cells_absent = cells then 'not_applicable'
            when cells_blank > 0 then 'fail'
            else 'pass'
        end as outcome,
        is_blank_doubtful as is_doubtful,
        false as is_informative,
    from table_row
)

select * from cells_filled
