-- Grain: report × outcome × applicant (section 3). Inputs: staged reports.
-- Units: requests (件).
create table request_figure (
    report_id bigint not null,
    outcome varchar not null,
    applicant varchar not null,
    value double,
    printed varchar,
    locator varchar,
    doubt varchar,
    doubt_detail varchar,
    correction varchar,
    value_printed double,
);
