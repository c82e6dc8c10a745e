-- Precedence, written here and nowhere else: missing_report > not_applicable > fail > uncertain > pass.
create or replace temp macro verdict_of(is_missing, is_in_force, tested, failed, doubtful) as
    case
        when is_missing then 'missing_report'
        when not is_in_force or coalesce(tested, 0) = 0 then 'not_applicable'
        when failed > 0 then 'fail'
        when doubtful > 0 then 'uncertain'
        else 'pass'
    end
