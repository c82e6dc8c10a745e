-- Grain: report × item × measure (section 2). Inputs: staged reports.
-- Units: as seeds/disclosure_measure.csv says (件, 项, 个 or 万元).
create table disclosure_figure (
    report_id bigint not null,
    item varchar not null,
    measure varchar not null,
    value double,
    printed varchar,
    locator varchar,
    doubt varchar,
    doubt_detail varchar,
    correction varchar,
    value_printed double,
);
