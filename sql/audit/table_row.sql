-- Grain: current report × printed table row of sections 2, 3 and 4. Inputs: disclosure_row, request_row,
-- review_row. Units: cells.
with table_row as (
    select
        report_id,
        place,
        has_table,
        is_regional,
        cells,
        cells_blank,
        cells_absent,
        locator,
        locator_blank,
        printed_blank,
        is_blank_doubtful,
        is_block_doubtful,
    from disclosure_row
    union all
    select
        report_id,
        place,
        has_table,
        false as is_regional,
        cells,
        cells_blank,
        cells_absent,
        locator,
        locator_blank,
        printed_blank,
        is_blank_doubtful,
        is_block_doubtful,
    from request_row
    union all
    select
        report_id,
        place,
        has_table,
        false as is_regional,
        cells,
        cells_blank,
        cells_absent,
        locator,
        locator_blank,
        printed_blank,
        is_blank_doubtful,
        is_block_doubtful,
    from review_row
)

select * from table_row
