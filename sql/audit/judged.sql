-- Grain: report × one check. Inputs: evidence (the check's SELECT as a view). Units: evidence rows.
-- A failure that rests on a doubtful cell is no fault of the report: it counts as doubtful. Identities
-- also say how they come out with a blank as no number at all (`outcome_strict`); findings and points
-- follow `outcome`, in which a blank may stand for zero.
with evidence as (
    select
        *,
        coalesce(outcome_strict, outcome) as strictly,
    from evidence
),

judged as (
    select
        report_id,
        count(*) filter (where outcome <> 'not_applicable') as tested,
        count(*) filter (where outcome = 'fail' and not is_doubtful) as failed,
        count(*) filter (where outcome = 'fail' and is_doubtful) as doubtful,
        count(*) filter (where outcome <> 'not_applicable' and is_informative) as informative,
        count(*) filter (where strictly <> 'not_applicable') as tested_strictly,
        count(*) filter (where strictly = 'fail' and not is_doubtful) as failed_strictly,
        count(*) filter (where strictly = 'fail' and is_doubtful) as doubtful_strictly,
        list(
            {
                'place': place,
                'expected': expected,
                'found': found,
                'locator': locator,
                'verdict': if(is_doubtful, 'uncertain', 'fail'),
            }
            order by place, expected, found
        ) filter (where outcome = 'fail') as faults,
    from evidence
    group by report_id
)

select * from judged
