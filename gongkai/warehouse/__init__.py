"""The warehouse: reports staged as Parquet, built into one DuckDB file, swapped in whole."""
