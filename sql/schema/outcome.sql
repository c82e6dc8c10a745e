-- Grain: row of the table in section 3. Inputs: the form files.
create table outcome (
    outcome varchar primary key,
    outcome_name varchar not null,
    outcome_group varchar not null,
    outcome_group_name varchar not null,
    outcome_order integer not null,
);
