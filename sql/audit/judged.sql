-- Grain: report × one check. Inputs: evidence (the check's SELECT as a view). Units: evidence rows.
-- A failure that rests on a doubtful cell is no fault of the report: it counts as doubtful.
with evidence as (
    select * from evidence
    where outcome <> 'not_applicable'
),

judged as (
    select
        report_id,
        count(*) as tested,
        count(*) filter (where outcome = 'fail' and not is_doubtful) as failed,
        count(*) filter (where outcome = 'fail' and is_doubtful) as doubtful,
        count(*) filter (where is_informative) as informative,
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
