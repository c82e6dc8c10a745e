-- 现行有效跨年衔接: 现行有效 = 现行有效 of last year + 制发 − 废止, from the pair 2021–2022 on.
-- Grain: report × item. Inputs: current_report, disclosure_row. Units: documents.
-- Soft: a document may lapse or be counted again, so it costs no points.
with current_report as (
    select * from current_report
),

disclosure_row as (
    select * from disclosure_row
    where item in ('regulations', 'normative_documents')
),

pair as (
    select
        this_row.report_id,
        this_row.place || '.in_force' as place,
        last_row.in_force + this_row.issued - this_row.repealed as expected,
        this_row.in_force as found,
        this_row.locator_total as locator,
        this_row.is_doubtful or last_row.is_doubtful as is_doubtful,
    from current_report as this_year
    inner join current_report as last_year
        on last_year.unit_id = this_year.unit_id
        and last_year.year = this_year.year - 1
    inner join disclosure_row as this_row on this_row.report_id = this_year.report_id
    inner join disclosure_row as last_row
        on last_row.report_id = last_year.report_id
        and last_row.item = this_row.item
),

in_force_continuity as (
    select
        report_id,
        place,
        number_text(expected) as expected,
        number_text(found) as found,
        locator,
        if(expected = found, 'pass', 'fail') as outcome,
        is_doubtful,
        expected <> 0 or found <> 0 as is_informative,
    from pair
    where expected is not null and found is not null
)

select * from in_force_continuity
