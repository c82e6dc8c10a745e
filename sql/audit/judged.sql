-- Grain: report × one check. Inputs: evidence (the check's SELECT as a view). Units: evidence rows.
-- A failure that rests on a doubtful cell is no fault of the report: it counts as doubtful. Identities
-- also say how they come out with a blank as no number at all (`outcome_strict`); findings and points
-- follow `outcome`, in which a blank may stand for zero.
-- Faults are few: apart from the counts, what they expected and found is put into words for them alone.
with evidence as not materialized (
    select
        *,
        coalesce(outcome_strict, outcome) as strictly,
    from evidence
),

counted as (
    select
        report_id,
        count(*) filter (where outcome <> 'not_applicable') as tested,
        count(*) filter (where outcome = 'fail' and not is_doubtful) as failed,
        count(*) filter (where outcome = 'fail' and is_doubtful) as doubtful,
        count(*) filter (where outcome <> 'not_applicable' and is_informative) as informative,
        count(*) filter (where strictly <> 'not_applicable') as tested_strictly,
        count(*) filter (where strictly = 'fail' and not is_doubtful) as failed_strictly,
        count(*) filter (where strictly = 'fail' and is_doubtful) as doubtful_strictly,
    from evidence
    group by report_id
),

faults as (
    select
        report_id,
        list(
            {
                'place': place,
                'expected': expected,
                'found': found,
                'locator': locator,
                'verdict': if(is_doubtful, 'uncertain', 'fail'),
            }
            order by place, expected, found
        ) as faults,
    from evidence
    where outcome = 'fail'
    group by report_id
),

judged as (
    select
        counted.*,
        faults.faults,
    from counted
    left join faults using (report_id)
)

select * from judged
