-- Grain: reason why something published changed. Inputs: seeds/revision_reason.csv. Of several, the first in
-- `reason_order` is the main one.
create table revision_reason (
    reason varchar primary key,
    reason_order integer not null,
    reason_name varchar not null,
);
