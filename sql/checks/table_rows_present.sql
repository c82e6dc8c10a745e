-- 表格行列完整: no row or column of a present table is missing. Grain: report × table row.
-- Inputs: table_row. Units: cells. A row that only some provinces add may be missing; an absent table shows none,
-- which tables_present names.
with table_row as (
    select * from table_row
    where not is_regional
),

table_rows_present as (
    select
        report_id,
        place,
        cells || ' 格' as expected,
        case
            when not has_table then null
            when cells_absent = cells then '缺整行'
            else '缺 ' || cells_absent || ' 格'
        end as found,
        locator,
        case
            when not has_table then 'not_shown'
            when cells_absent = 0 then 'pass'
            else 'fail'
        end as outcome,
        (cells_absent > 0 and is_blank_doubtful) or is_block_doubtful as is_doubtful,
        false as is_informative,
    from table_row
)

select * from table_rows_present
