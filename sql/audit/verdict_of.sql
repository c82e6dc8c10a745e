-- Precedence, written here and nowhere else:
-- not_applicable > no_report, not_seen > fail > not_shown > not_seen > pass.
-- What the law does not ask is not asked of anybody. Without a report, only the state `not_found` says that
-- there is none. A sure fault or omission costs the check whatever the unseen rest holds, so both stand before
-- not_seen; what rests on a doubt is not seen, whether it would pass or fail.
create or replace temp macro verdict_of(state, is_in_force, is_required, tested, failed, omitted, doubtful) as
    case
        when not is_in_force then 'not_applicable'
        when state = 'not_found' then 'no_report'
        when state in ('arrived_unread', 'list_incomplete') then 'not_seen'
        when coalesce(tested, 0) = 0 then 'not_applicable'
        when failed > 0 then 'fail'
        when omitted > 0 and is_required then 'not_shown'
        when doubtful > 0 then 'not_seen'
        when tested = omitted then 'not_applicable'
        else 'pass'
    end
