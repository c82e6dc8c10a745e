-- Grain: unit × year × check: the pre-filled index, so that no check is dropped.
-- Inputs: unit, county_year, check_rule, current_report, check_evidence.
-- `verdict_strict` differs from `verdict` only for identities in which a blank stands.
with unit as (
    select * from unit
),

county_year as (
    select * from county_year
),

check_rule as (
    select * from check_rule
),

current_report as (
    select
        report_id,
        unit_id,
        year,
    from current_report
),

check_evidence as (
    select * from check_evidence
),

check_index as (
    select
        unit.unit_id,
        unit.county_id,
        county_year.year,
        check_rule.check_id,
        current_report.report_id,
        coalesce(county_year.year >= check_rule.since_year, true) as is_in_force,
    from unit
    inner join county_year using (county_id)
    left join current_report
        on current_report.unit_id = unit.unit_id and current_report.year = county_year.year
    cross join check_rule
),

check_result as (
    select
        check_index.unit_id,
        check_index.county_id,
        check_index.year,
        check_index.check_id,
        verdict_of(
            check_index.report_id is null, is_in_force, tested, failed, doubtful
        ) as verdict,
        verdict_of(
            check_index.report_id is null,
            is_in_force,
            tested_strictly,
            failed_strictly,
            doubtful_strictly
        ) as verdict_strict,
        if(is_in_force, coalesce(tested, 0), 0) as tested,
        if(is_in_force, coalesce(failed, 0), 0) as failed,
        if(is_in_force, coalesce(doubtful, 0), 0) as doubtful,
        if(is_in_force, coalesce(informative, 0), 0) as informative,
    from check_index
    left join check_evidence
        on check_evidence.report_id = check_index.report_id
        and check_evidence.check_id = check_index.check_id
)

select * from check_result
order by
    unit_id,
    year,
    check_id
