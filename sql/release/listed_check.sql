-- Grain: check that a release lists. Inputs: check_rule, rubric. Units: points of 100; where counties
-- differ, the least and the most.
with check_rule as (
    select * from check_rule
),

rubric as (
    select
        check_id,
        number_text(min(points)) || if(min(points) < max(points), '–' || number_text(max(points)), '')
            as points,
    from rubric
    group by check_id
),

listed_check as (
    select
        check_rule.check_id,
        check_rule.title,
        coalesce(rubric.points, '0') as points,
        check_rule.legal_basis,
    from check_rule
    left join rubric using (check_id)
)

select * from listed_check
order by check_id
