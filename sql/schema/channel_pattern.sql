-- Grain: pattern of a printed channel, as LIKE understands it; the first in order decides.
-- Inputs: seeds/channel_pattern.csv.
create table channel_pattern (
    pattern_order integer primary key,
    pattern varchar not null unique,
    channel_kind varchar not null,
);
