-- Grain: unit × year × check × place that does not hold. Inputs: check_result, check_index,
-- check_rule, check_evidence.
with check_result as (
    select * from check_result
    where verdict in ('fail', 'uncertain')
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

finding as (
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
)

select * from finding
order by
    unit_id,
    year,
    check_id,
    place,
    expected,
    found
