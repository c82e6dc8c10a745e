-- 表格行列完整: no row or column of a present table is missing. Grain: report × table row.
-- Inputs: table_row. Units: cells. A row that only some provinces add may be missing.
with table_row as (
    select * from table_row
    where has_table and not is_regional
),

table_rows_present as (
    select
        report_id,
        place,
        cells || ' 格' as expected,
        if(cells_absent = cells, '缺整行', '缺 ' || cells_absent || ' 格') as found,
        locator,
        if(cells_absent = 0, 'pass', 'fail') as outcome,
        is_blank_doubtful or is_block_doubtful as is_doubtful,
        false as is_informative,
    from table_row
)

select * from table_rows_present
