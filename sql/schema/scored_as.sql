-- What a verdict does to the score. Inputs: the verdict, whether the check is scored in that year, and whether
-- it is a lead, which counts once it is confirmed and else not at all. An omission is lost like a fault.
create macro scored_as(verdict, is_scored, is_lead) as
    case
        when not is_scored or (is_lead and verdict <> 'fail') then 'out'
        when verdict = 'pass' then 'earned'
        when verdict in ('fail', 'not_shown') then 'lost'
        when verdict = 'not_seen' then 'unseen'
        else 'out'
    end;
