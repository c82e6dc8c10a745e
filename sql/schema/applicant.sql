-- Grain: column of the table in section 3. Inputs: the form files.
create table applicant (
    applicant varchar primary key,
    applicant_name varchar not null,
    applicant_order integer not null,
);
