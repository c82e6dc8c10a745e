-- Grain: unit × year × what changed. Inputs: changed_standing, changed_correction, changed_figure, sight_state,
-- revision_reason. Parameters: run_id, revised_at, published_at. Units: values as they are printed.
-- A report that came or went is a change of state, without its figures one by one. A rank that moved while the
-- unit's own score did not was moved by others.
with changed_standing as (
    select * from changed_standing
),

changed_correction as (
    select * from changed_correction
    where not is_lead
),

figure as (
    select
        unit_id,
        year,
        'figure' as what,
        place,
        value_before,
        value_after,
    from changed_figure
),

published_on as (
    select
        unit_id,
        year,
        'figure' as what,
        'published_on' as place,
        published_on_before::varchar as value_before,
        published_on_now::varchar as value_after,
    from changed_standing
    where
        published_on_before is distinct from published_on_now
        and report_id_before is not null
        and report_id_now is not null
),

state as (
    select
        unit_id,
        year,
        'state' as what,
        '' as place,
        before.state_name as value_before,
        now.state_name as value_after,
    from changed_standing
    inner join sight_state as before on before.state = state_before
    inner join sight_state as now on now.state = state_now
    where state_before <> state_now
),

score as (
    select
        unit_id,
        year,
        'score' as what,
        '' as place,
        coalesce(printf('%.1f', score_before), '待核') as value_before,
        coalesce(printf('%.1f', score_now), '待核') as value_after,
    from changed_standing
    where
        not is_missing_before
        and not is_missing_now
        and score_before is distinct from score_now
),

rank as (
    select
        unit_id,
        year,
        'rank' as what,
        '' as place,
        rank_before::varchar as value_before,
        rank_now::varchar as value_after,
    from changed_standing
    where rank_before <> rank_now
),

changed as (
    from figure
    union all
    from published_on
    union all
    from state
    union all
    from score
    union all
    from rank
),

explained as (
    select
        changed.*,
        changed_standing.county_id,
        case
            when changed.what = 'rank' and score_before = score_now then ['others']
            when changed.what = 'figure' and changed_correction.place is not null then ['correction']
            when changed.what = 'figure' and is_other_document
                then [coalesce(document_cause, 'evidence')]
            when changed.what = 'figure' and is_other_reader then ['reader']
            else causes
        end as causes,
    from changed
    inner join changed_standing
        on changed_standing.unit_id = changed.unit_id and changed_standing.year = changed.year
    left join changed_correction
        on changed_correction.unit_id = changed.unit_id
        and changed_correction.year = changed.year
        and changed_correction.place = changed.place
),

with_reasons as (
    select
        *,
        coalesce(
            (
                select list(reason order by reason_order)
                from revision_reason
                where list_contains(causes, reason)
            ),
            ['evidence']
        ) as reasons,
    from explained
),

revision as (
    select
        $run_id as run_id,
        $revised_at as revised_at,
        $published_at as published_at,
        county_id,
        unit_id,
        year,
        what,
        place,
        value_before,
        value_after,
        reasons[1] as reason,
        reasons,
    from with_reasons
)

select * from revision
