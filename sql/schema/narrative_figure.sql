-- Grain: report × number the prose states, in reading order. Inputs: staged reports. Units: 条 or 件.
create table narrative_figure (
    report_id bigint not null,
    ordinal integer not null,
    name varchar not null,
    label varchar not null,
    value double not null,
    printed varchar not null,
    locator varchar not null,
    is_approximate boolean not null,
    doubt varchar,
    doubt_detail varchar,
    is_derived boolean not null,
    rule varchar not null,
    correction varchar,
    value_printed double,
);
