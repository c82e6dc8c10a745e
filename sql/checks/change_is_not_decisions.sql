-- 处理决定不是项目数: in form 2019 处理决定数量 is a caseload, so 上一年项目数量 + 本年增/减 in its place is
-- likely a number filled in wrongly. Grain: report × item. Inputs: disclosure_row. Units: as printed.
-- A coincidence is possible, so it costs no points; without a change there is nothing to mistake.
with disclosure_row as (
    select * from disclosure_row
),

change_is_not_decisions as (
    select
        report_id,
        place || '.decisions' as place,
        '处理决定的件数，而非项目数 ' || number_text(items_last_year) || ' + ('
            || number_text("change") || ')' as expected,
        number_text(decisions) as found,
        locator_decisions as locator,
        case
            when "change" <> 0 and decisions <> 0 and decisions = items_last_year + "change" then 'fail'
            else 'pass'
        end as outcome,
        is_doubtful,
        decisions <> 0 as is_informative,
    from disclosure_row
    where items_last_year is not null and "change" is not null and decisions is not null
)

select * from change_is_not_decisions
