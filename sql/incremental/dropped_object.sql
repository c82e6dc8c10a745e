-- Grain: table, view or macro of the file that is built. Inputs: DuckDB's catalogue.
with dropped_object as (
    select
        'table' as kind,
        table_name as object_name,
    from duckdb_tables()
    where not temporary
    union all
    select
        'view' as kind,
        view_name as object_name,
    from duckdb_views()
    where not internal and not temporary
    union all
    select distinct
        'macro' as kind,
        function_name as object_name,
    from duckdb_functions()
    where function_type = 'macro' and not internal
)

select * from dropped_object
