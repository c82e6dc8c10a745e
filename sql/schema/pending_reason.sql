-- Grain: reason why a unit is not ranked. Inputs: seeds/pending_reason.csv.
create table pending_reason (
    pending varchar primary key,
    pending_name varchar not null,
);
