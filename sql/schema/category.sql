-- Grain: category of the small scheme that printed categories are mapped to. Inputs: seeds/category.csv.
create table category (
    category varchar primary key,
    category_name varchar not null,
    category_name_en varchar not null,
    category_order integer not null,
    clause varchar,
);
