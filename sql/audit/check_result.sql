-- Grain: unit × year × check of check_index. Inputs: check_index, check_evidence.
-- `verdict_strict` differs from `verdict` only for identities in which a blank stands.
with check_index as (
    select * from check_index
),

check_evidence as (
    select * from check_evidence
),

check_result as (
    select
        check_index.unit_id,
        check_index.county_id,
        check_index.year,
        check_index.check_id,
        verdict_of(state, is_in_force, is_required, tested, failed, omitted, doubtful) as verdict,
        verdict_of(
            state,
            is_in_force,
            is_required,
            tested_strictly,
            failed_strictly,
            omitted_strictly,
            doubtful_strictly
        ) as verdict_strict,
        is_in_force and is_required as is_scored,
        if(is_in_force, coalesce(tested, 0), 0) as tested,
        if(is_in_force, coalesce(failed, 0), 0) as failed,
        if(is_in_force and is_required, coalesce(omitted, 0), 0) as omitted,
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
