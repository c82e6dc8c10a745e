-- Grain: report × channel × result (section 4). Inputs: staged reports.
-- Units: cases (件).
create table review_figure (
    report_id bigint not null,
    channel varchar not null,
    result varchar not null,
    value double,
    printed varchar,
    locator varchar,
    doubt varchar,
    doubt_detail varchar,
    correction varchar,
    value_printed double,
);
