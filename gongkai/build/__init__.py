"""The night's work on the warehouse: full and incremental build, its inputs' digest, row loss."""
