-- Grain: current report × kind × section (1, 5 or 6) that has enough words of its own to compare.
-- Inputs: gongkai/audit/originality.py over report_section. Units: characters of the unit's own words,
-- `share` 0 to 1; `longest_at` counts characters of the section as it was printed, from 1.
create table section_similarity (
    report_id bigint not null,
    kind varchar not null,
    section integer not null,
    other_report_id bigint not null,
    characters integer not null,
    shared_characters integer not null,
    share double not null,
    longest integer not null,
    longest_at integer not null,
);
