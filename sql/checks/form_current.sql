-- 使用现行格式: tables follow the form of the year. Grain: report. Inputs: current_report, form.
-- A report without tables does not show its form; tables_present names that.
with current_report as (
    select * from current_report
),

form as (
    select * from form
),

form_current as (
    select
        report_id,
        'form' as place,
        required.notice as expected,
        used.notice as found,
        null::varchar as locator,
        case
            when required.form is null then 'not_applicable'
            when used.form is null then 'not_shown'
            when used.form = required.form then 'pass'
            else 'fail'
        end as outcome,
        list_has_any(doubted, ['form', 'tables', 'disclosure', 'requests', 'reviews'])
            and (used.form is null or list_contains(doubted, 'form')) as is_doubtful,
        false as is_informative,
    from current_report
    left join form as required on required.form = form_required
    left join form as used on used.form = current_report.form
)

select * from form_current
