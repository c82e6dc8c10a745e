-- Grain: a table, then each of its columns, for what explains an export. Parameter: table_name.
-- Inputs: dictionary. `is_key` comes as text, like all the rest.
with meaning as (
    select
        column_name,
        name_zh,
        type,
        unit,
        meaning,
        null_meaning,
        meaning_en,
        null_meaning_en,
        if(is_key, 'key', '') as is_key,
        refers_to,
        allowed_values,
        rowid as entry_order,
    from dictionary
    where table_name = $table_name
)

select * exclude (entry_order) from meaning
order by
    column_name <> '',
    entry_order
