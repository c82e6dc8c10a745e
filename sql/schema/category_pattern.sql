-- Grain: pattern of a printed category, as LIKE understands it; the first in order decides.
-- Inputs: seeds/category_pattern.csv.
create table category_pattern (
    pattern_order integer primary key,
    pattern varchar not null unique,
    category varchar not null,
);
