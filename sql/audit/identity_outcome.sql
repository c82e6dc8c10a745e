-- Outcome of Σ parts = total. Inputs: the total as printed, the sum of its printed parts, and how
-- many parts are blank. A blank counts as zero when that makes it hold; one that could mend it, or a
-- blank total, leaves it untested: the blank is the fault of cells_filled, and one fault counts once.
create or replace temp macro identity_outcome(total, parts, parts_blank) as
    case
        when total is null then 'not_applicable'
        when parts = total then 'pass'
        when parts_blank > 0 and parts < total then 'not_applicable'
        else 'fail'
    end
