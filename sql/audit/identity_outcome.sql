-- Outcome of Σ parts = total. Inputs: the total as printed, the sum of its printed parts, and how many parts
-- are blank. A blank may be any number from zero up: parts that exceed the total fail whatever it is, and else
-- the report does not show whether they add up. Were a blank zero, a broken sum could be mended by blanking it.
create or replace temp macro identity_outcome(total, parts, parts_blank) as
    case
        when total is null then 'not_shown'
        when parts_blank > 0 and parts <= total then 'not_shown'
        when parts = total then 'pass'
        else 'fail'
    end
