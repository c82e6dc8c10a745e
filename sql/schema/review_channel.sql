-- Grain: block of the table in section 4. Inputs: the form files.
create table review_channel (
    channel varchar primary key,
    channel_name varchar not null,
    channel_order integer not null,
);
