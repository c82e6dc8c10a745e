-- Grain: table, then each of its columns, in the order of field.csv. Inputs: dictionary.
with entry as (
    select
        table_name,
        column_name,
        name_zh,
        type,
        unit,
        meaning,
        null_meaning,
        source,
        is_key,
        meaning_en,
        null_meaning_en,
        example,
        refers_to,
        allowed_values,
        rowid as entry_order,
    from dictionary
)

select * exclude (entry_order) from entry
order by
    table_name,
    column_name <> '',
    entry_order
