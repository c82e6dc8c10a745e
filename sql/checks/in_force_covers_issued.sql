-- 现行有效不少于净增: 制发 − 废止 ≤ 现行有效 (form 2021), 新公开 ≤ 对外公开总数 (form 2019).
-- Grain: report × item. Inputs: disclosure_row. Units: documents. Soft: a document may lapse.
-- A row of which a number is blank does not show it, unless the rest settles it.
with disclosure_row as (
    select * from disclosure_row
),

bound as (
    select
        report_id,
        place || '.in_force' as place,
        issued - coalesce(repealed, 0) as least,
        in_force as found,
        repealed is null as is_open,
        locator_total as locator,
        is_doubtful,
    from disclosure_row
    where has_in_force
    union all
    select
        report_id,
        place || '.disclosed_total' as place,
        newly_disclosed as least,
        disclosed_total as found,
        false as is_open,
        locator_total as locator,
        is_doubtful,
    from disclosure_row
    where has_disclosed_total
),

in_force_covers_issued as (
    select
        report_id,
        place,
        '不少于 ' || number_text(least) as expected,
        if(found < least and not is_open, number_text(found), null) as found,
        locator,
        case
            when found >= least then 'pass'
            when least is null or found is null or is_open then 'not_shown'
            else 'fail'
        end as outcome,
        is_doubtful,
        least <> 0 or found <> 0 as is_informative,
    from bound
)

select * from in_force_covers_issued
