-- Grain: unit × year × check that was a fault the year before or is one now. Key: unit_id, year, check_id.
-- Inputs: check_result, check_rule, finding, unit, county. Units: `places` are the findings of the check.
-- A fault is a scored check that fails, or leaves out what it was to show; what only could not be checked for
-- want of a number is no fault of its own, nor is what the prose leaves out. A year without a report is one, and
-- only of the check that looks for it. A table that now leaves out what was wrong is not mended, prose that says
-- it no more cannot be judged. `fate`: `mended` only where the check was seen to pass; what was not seen,
-- not asked or not there is `unknown`, and a fault with nothing seen to compare it with is `not_comparable`.
-- The county's first year has no rows.
with unit as (
    select * from unit
),

county as (
    select * from county
),

check_rule as (
    select * from check_rule
    where severity <> 'note'
),

place_found as (
    select
        unit_id,
        year,
        check_id,
        count(*) as places,
    from finding
    where place <> 'omission'
        and (verdict = 'fail' or (verdict = 'not_shown' and dimension <> 'prose_against_tables'))
    group by
        unit_id,
        year,
        check_id
),

judged as (
    select
        check_result.unit_id,
        check_result.year,
        check_result.check_id,
        check_rule.title as check_title,
        check_rule.dimension,
        check_result.verdict,
        coalesce(place_found.places, 0) as places,
        case
            when check_result.check_id = 'report_published' then check_result.verdict = 'no_report'
            else
                check_result.is_scored and check_result.verdict in ('fail', 'not_shown')
                and coalesce(place_found.places, 0) > 0
        end as is_fault,
    from check_result
    inner join check_rule using (check_id)
    left join place_found using (unit_id, year, check_id)
),

paired as (
    select
        this_year.*,
        last_year.verdict as verdict_previous,
        last_year.places as places_previous,
        case
            when last_year.is_fault and this_year.verdict = 'pass' then 'mended'
            when last_year.is_fault and this_year.is_fault then 'open'
            when
                last_year.is_fault and this_year.verdict = 'not_shown'
                and this_year.dimension <> 'prose_against_tables' then 'open'
            when last_year.is_fault then 'unknown'
            when last_year.verdict = 'pass' then 'new'
            else 'not_comparable'
        end as fate,
    from judged as this_year
    inner join judged as last_year
        on last_year.unit_id = this_year.unit_id
        and last_year.check_id = this_year.check_id
        and last_year.year = this_year.year - 1
    where this_year.is_fault or last_year.is_fault
),

fault_trend as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        paired.year,
        paired.check_id,
        paired.check_title,
        paired.dimension,
        paired.verdict_previous,
        paired.verdict,
        paired.places_previous,
        paired.places,
        paired.fate,
        case paired.fate
            when 'mended' then '已整改'
            when 'open' then '未整改'
            when 'new' then '新出现'
            when 'unknown' then '未能判断'
            else '上年无从比较'
        end as fate_name,
    from paired
    inner join unit using (unit_id)
    inner join county on county.county_id = unit.county_id
)

select * from fault_trend
order by
    unit_id,
    year,
    check_id
