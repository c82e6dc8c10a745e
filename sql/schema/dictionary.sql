-- Grain: table × column, and one row with an empty column for the table itself. Key: table_name,
-- column_name. Inputs: seeds/field.csv, field_en.csv, null_en.csv and
-- table_note.csv.
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
    primary key (table_name, column_name),
);
