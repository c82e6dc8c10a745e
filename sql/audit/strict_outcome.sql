-- Outcome of Σ parts = total with the numbers that are printed and no others: a blank total, or a blank
-- part, is no zero and breaks it. A row or column of which nothing is printed is not tested.
create or replace temp macro strict_outcome(total, parts, parts_blank, is_blank) as
    case
        when is_blank then 'not_applicable'
        when total = parts and parts_blank = 0 then 'pass'
        else 'fail'
    end
