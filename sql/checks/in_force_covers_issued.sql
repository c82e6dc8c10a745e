-- 现行有效不少于净增: 制发 − 废止 ≤ 现行有效 (form 2021), 新公开 ≤ 对外公开总数 (form 2019).
-- Grain: report × item. Inputs: disclosure_row. Units: documents. Soft: a document may lapse.
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
    where issued is not null and in_force is not null
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
    where newly_disclosed is not null and disclosed_total is not null
),

in_force_covers_issued as (
    select
        report_id,
        place,
        '不少于 ' || number_text(least) as expected,
        number_text(found) as found,
        locator,
        case
            when found >= least then 'pass'
            when is_open then 'not_applicable'
            else 'fail'
        end as outcome,
        is_doubtful,
        least <> 0 or found <> 0 as is_informative,
    from bound
)

select * from in_force_covers_issued
