-- Grain: column of a table, in the table's order. Parameter: table_name. Inputs: dictionary.
-- `is_text` is true for text of any kind, false for ids, codes and addresses, in which a long number is no
-- telephone's.
with described as (
    select
        column_name,
        is_key,
        is_key or refers_to <> '' or allowed_values <> ''
            or column_name in ('document_sha256', 'url') as is_code,
    from dictionary
    where table_name = $table_name
),

listed_column as (
    select
        actual.column_name,
        actual.data_type = 'VARCHAR' and not described.is_code as is_text,
        described.is_key,
        actual.ordinal_position,
    from information_schema.columns as actual
    inner join described using (column_name)
    where actual.table_name = $table_name and actual.table_schema = 'main'
)

select * exclude (ordinal_position) from listed_column
order by ordinal_position
