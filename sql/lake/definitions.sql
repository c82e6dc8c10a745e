-- Grain: the digest of the lake's macros and views, one row or none. Inputs: DuckDB's catalogue.
with definitions as (
    select macro_definition from duckdb_functions()
    where database_name = 'lake' and function_name = 'definitions'
)

select * from definitions
