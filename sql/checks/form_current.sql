-- 使用现行格式: tables follow the form of the year, and no older notice is cited. Grain: report × thing.
-- Inputs: current_report, form. Without tables the form is unknown and not tested.
with current_report as (
    select * from current_report
),

form as (
    select * from form
),

form_of_tables as (
    select
        report_id,
        'form' as place,
        required.notice as expected,
        used.notice as found,
        null::varchar as locator,
        case
            when used.form is null or required.form is null then 'not_applicable'
            when used.form = required.form then 'pass'
            else 'fail'
        end as outcome,
        list_contains(doubted, 'form') as is_doubtful,
        false as is_informative,
    from current_report
    left join form as required on required.form = form_required
    left join form as used on used.form = current_report.form
),

notice_of_text as (
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
),

form_current as (
    select * from form_of_tables
    union all
    select * from notice_of_text
)

select * from form_current
