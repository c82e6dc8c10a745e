-- Grain: state of sight. Inputs: seeds/sight_state.csv. `is_seen`: a report was read, in whole or in part.
create table sight_state (
    state varchar primary key,
    state_name varchar not null,
    is_seen boolean not null,
    meaning varchar not null,
);
