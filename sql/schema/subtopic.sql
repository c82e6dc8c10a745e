-- Grain: matter that section 1 must speak of, in the form's order. Inputs: gongkai/form/2021.toml.
create table subtopic (
    subtopic integer primary key,
    subtopic_name varchar not null,
);
