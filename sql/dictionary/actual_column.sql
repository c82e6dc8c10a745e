-- Grain: column of a table or view that is there. Inputs: DuckDB's catalogue.
with actual_column as (
    select
        table_name,
        column_name,
        lower(data_type) as type,
    from information_schema.columns
    where table_schema = 'main' and table_catalog = current_database()
)

select * from actual_column
