-- Grain: place of a report outside the cells of its tables. Inputs: seeds/place_in_text.csv.
create table place_in_text (
    place varchar primary key,
    place_name varchar not null,
);
