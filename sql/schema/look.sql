-- Grain: unit × year that a complete look did not find on its website. Inputs: raw/<county>/state/looks.jsonl.
-- Units: the day in China of the last such look.
create table look (
    unit_id varchar not null,
    year integer not null,
    last_absent_on date not null,
    primary key (unit_id, year),
);
