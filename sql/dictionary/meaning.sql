-- Grain: a table, then each of its columns, for a sheet that explains them. Parameter: table_name.
-- Inputs: dictionary.
with meaning as (
    select
        column_name,
        name_zh,
        unit,
        meaning,
        null_meaning,
        meaning_en,
        rowid as entry_order,
    from dictionary
    where table_name = $table_name
)

select * exclude (entry_order) from meaning
order by
    column_name <> '',
    entry_order
