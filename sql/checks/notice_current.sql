-- 不引用旧文号: no notice is cited that another has replaced. Grain: report that cites one. Inputs: current_report,
-- form. It costs no points: the fault lies in a sentence that is there, and nobody is to gain by taking one out.
with current_report as (
    select * from current_report
),

form as (
    select * from form
),

notice_current as (
    select
        report_id,
        'notice' as place,
        required.notice as expected,
        cited.notice as found,
        null::varchar as locator,
        if(cited.required_from < required.required_from, 'fail', 'pass') as outcome,
        list_contains(doubted, 'notice') as is_doubtful,
        false as is_informative,
    from current_report
    inner join form as required on required.form = form_required
    inner join form as cited on cited.form = notice_cited
)

select * from notice_current
