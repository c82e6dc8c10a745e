-- Grain: column of the table in section 2. Inputs: the form files.
create table disclosure_measure (
    measure varchar primary key,
    measure_name varchar not null,
    measure_unit varchar not null,
    number varchar not null,
    measure_order integer not null,
);
