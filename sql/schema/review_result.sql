-- Grain: column of a block in section 4. Inputs: the form files.
create table review_result (
    result varchar primary key,
    result_name varchar not null,
    result_order integer not null,
);
