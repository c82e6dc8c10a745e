-- Grain: table × column, and one row with an empty column for the table itself. Inputs: seeds/field.csv.
create table dictionary (
    table_name varchar not null,
    column_name varchar not null,
    name_zh varchar not null,
    type varchar not null,
    unit varchar not null,
    meaning varchar not null,
    null_meaning varchar not null,
    source varchar not null,
    primary key (table_name, column_name),
);
