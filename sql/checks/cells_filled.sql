-- 表格无空项: every cell that is printed holds a number. Grain: report × table row. Inputs: table_row.
-- Units: cells. An absent row shows no cells, which table_rows_present names. A blank or a / is no zero.
with table_row as (
    select * from table_row
    where not is_regional or cells_absent < cells
),

cells_filled as (
    select
        report_id,
        place,
        '每格填数字，没有的填 0' as expected,
        if(cells_absent > 0 and cells_blank = 0, null, cells_blank || ' 格未填数字' || coalesce('（如“' || printed_blank || '”）', ''))
            as found,
        locator_blank as locator,
        case
            when cells_blank > 0 then 'fail'
            when cells_absent > 0 then 'not_shown'
            else 'pass'
        end as outcome,
        is_blank_doubtful or (is_block_doubtful and cells_blank + cells_absent > 0) as is_doubtful,
        false as is_informative,
    from table_row
)

select * from cells_filled
