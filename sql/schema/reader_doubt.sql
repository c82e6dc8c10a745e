-- Grain: report × thing the reader is not sure of. Inputs: staged reports.
-- A doubt of the reader is no fault of the report: it goes to the manual queue.
create table reader_doubt (
    report_id bigint not null,
    ordinal integer not null,
    place varchar not null,
    doubt varchar not null,
    doubt_detail varchar,
    why varchar not null,
);
