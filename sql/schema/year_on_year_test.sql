-- Grain: current report × count that last year's report gives too. Inputs: gongkai/audit/outliers.py over
-- sql/audit/paired_count.sql. Units: as the count's own; p and q are probabilities.
create table year_on_year_test (
    report_id bigint not null,
    place varchar not null,
    previous_value bigint not null,
    value bigint not null,
    p_value double not null,
    q_value double not null,
    locator varchar,
    is_doubtful boolean not null,
);
