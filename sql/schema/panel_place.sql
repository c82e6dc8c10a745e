-- Grain: value of the panel × place in a report that it is read from. Inputs: seeds/panel_place.csv.
-- Several places of one form are added up. `form` is null where the place stands in every form; section 1 is the
-- prose, whose row is the name of the number. `is_same_in_every_form` is false where the forms ask different things.
create table panel_place (
    value_name varchar not null,
    section integer not null,
    row_id varchar not null,
    column_id varchar,
    form varchar,
    is_same_in_every_form boolean not null,
);
