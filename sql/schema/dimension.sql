-- Grain: dimension of the ranking. Inputs: seeds/dimension.csv.
create table dimension (
    dimension varchar primary key,
    dimension_name varchar not null,
    dimension_order integer not null,
);
