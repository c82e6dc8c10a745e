-- Grain: unit × year × check × place that does not hold, is not shown, or is a lead to follow. Inputs: check_result, check_index,
-- check_rule, check_evidence.
with check_result as (
    select * from check_result
    where verdict not in ('no_report')
),

check_index as (
    select * from check_index
),

check_rule as (
    select * from check_rule
),

faults as (
    select
        report_id,
        check_id,
        unnest(faults, recursive := true),
    from check_evidence
    where faults is not null
),

found_fault as (
    select
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        faults.report_id,
        check_result.check_id,
        check_rule.dimension,
        check_rule.severity,
        faults.verdict,
        faults.place,
        faults.expected,
        faults.found,
        faults.locator,
        check_rule.legal_basis,
    from check_result
    inner join check_index using (unit_id, year, check_id)
    inner join faults
        on faults.report_id = check_index.report_id
        and faults.check_id = check_result.check_id
    inner join check_rule on check_rule.check_id = check_result.check_id
    where check_index.is_in_force and (check_index.is_required or faults.verdict <> 'not_shown')
),

-- one omission is one finding, by the check that looks for it; the others lose their points to it
lost_to_omission as (
    select
        check_result.unit_id,
        check_result.county_id,
        check_result.year,
        check_index.report_id,
        check_result.check_id,
        check_rule.dimension,
        check_rule.severity,
        'not_shown' as verdict,
        'omission' as place,
        '印出所依据的内容' as expected,
        '未印出，无从核对（见缺部分、缺表、缺行或空格各项）' as found,
        null::varchar as locator,
        check_rule.legal_basis,
    from check_result
    inner join check_index using (unit_id, year, check_id)
    inner join check_rule on check_rule.check_id = check_result.check_id
    anti join found_fault
        on found_fault.unit_id = check_result.unit_id
        and found_fault.year = check_result.year
        and found_fault.check_id = check_result.check_id
        and found_fault.verdict = 'not_shown'
    where check_result.verdict = 'not_shown'
),

finding as (
    select * from found_fault
    union all
    select * from lost_to_omission
)

select * from finding
order by
    unit_id,
    year,
    check_id,
    place,
    expected,
    found
