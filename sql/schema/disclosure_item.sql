-- Grain: row of the table in section 2. Inputs: the form files.
create table disclosure_item (
    item varchar primary key,
    item_name varchar not null,
    clause varchar not null,
    is_regional boolean not null,
    item_order integer not null,
);
