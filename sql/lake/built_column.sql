-- Grain: column of a table of one attached database, in order. Parameter: database. Inputs: DuckDB's catalogue.
with built_column as (
    select
        table_name,
        column_name,
        data_type,
        column_index,
    from duckdb_columns()
    semi join duckdb_tables() as t using (database_name, schema_name, table_name)
    where database_name = $database and schema_name = 'main'
)

select * exclude (column_index) from built_column
order by
    table_name,
    column_index
