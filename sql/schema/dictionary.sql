-- Grain: table × column, and one row with an empty column for the table itself. Key: table_name,
-- column_name. Inputs: seeds/field.csv, field_en.csv, null_en.csv, table_note.csv and field_rule.csv.
-- `refers_to` is a foreign key that tests hold and the file does not: DuckDB would hold it by an index a table,
-- which costs a nation's night more than the night. `allowed_values` is an enumeration, likewise.
create table dictionary (
    table_name varchar not null,
    column_name varchar not null,
    name_zh varchar not null,
    type varchar not null,
    unit varchar not null,
    meaning varchar not null,
    null_meaning varchar not null,
    source varchar not null,
    is_key boolean not null default false,
    meaning_en varchar not null default '',
    null_meaning_en varchar not null default '',
    example varchar not null default '',
    refers_to varchar not null default '',
    allowed_values varchar not null default '',
    primary key (table_name, column_name),
);
