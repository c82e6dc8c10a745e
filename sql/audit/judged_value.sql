-- The number a check judges: what the report printed, so that a correction of the report's own fault (of
-- kind `report`) does not hide it. One of the reader's error is what was printed, and counts.
create or replace temp macro judged_value(correction, value_printed, value) as
    if(correction = 'report', value_printed, value)
