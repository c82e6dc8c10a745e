-- Grain: kind of channel that printed channels are mapped to. Inputs: seeds/channel_kind.csv.
create table channel_kind (
    channel_kind varchar primary key,
    channel_kind_name varchar not null,
    channel_kind_name_en varchar not null,
    channel_kind_order integer not null,
);
