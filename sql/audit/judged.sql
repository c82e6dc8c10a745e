-- Grain: report × one check. Inputs: evidence (the check's SELECT as a view). Units: evidence rows.
-- What rests on a doubtful figure is doubtful, a pass as much as a failure. Identities also say how they come
-- out with a blank as no number at all (`outcome_strict`); findings and points follow `outcome`.
-- A failure becomes a finding, and so does an omission that says what it found; one that says nothing is
-- named by the check that looks for it (a blank cell by cells_filled), so that one omission is one finding.
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
        count(*) filter (where outcome not in ('not_applicable', 'lead', 'note')) as tested,
        count(*) filter (where outcome = 'fail' and not is_doubtful) as failed,
        count(*) filter (where outcome = 'not_shown' and not is_doubtful) as omitted,
        count(*) filter (where outcome not in ('not_applicable', 'lead', 'note') and is_doubtful) as doubtful,
        count(*) filter (where outcome not in ('not_applicable', 'not_shown', 'lead', 'note') and is_informative)
            as informative,
        count(*) filter (where strictly not in ('not_applicable', 'lead', 'note')) as tested_strictly,
        count(*) filter (where strictly = 'fail' and not is_doubtful) as failed_strictly,
        count(*) filter (where strictly = 'not_shown' and not is_doubtful) as omitted_strictly,
        count(*) filter (where strictly not in ('not_applicable', 'lead', 'note') and is_doubtful)
            as doubtful_strictly,
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
                'verdict': if(is_doubtful and outcome <> 'lead', 'not_seen', outcome),
            }
            order by place, expected, found
        ) as faults,
    from evidence
    where outcome in ('fail', 'lead', 'note') or (outcome = 'not_shown' and found is not null)
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
