-- Grain: unit × year that stands in the published file and in tonight's, with what may have changed it.
-- Inputs: published_standing, standing_now, published_document, changed_correction, decision.
-- Parameters: is_other_program. `causes` are those of its own, the main one first; `are_figures_compared` leaves out
-- reports whose figures are surely the same.
with published_standing as (
    select * from published_standing
),

standing_now as (
    select * from standing_now
),

published_document as (
    select * from published_document
),

changed_correction as (
    select
        unit_id,
        year,
        bool_or(is_lead) as is_lead,
        bool_or(not is_lead) as is_figure,
    from changed_correction
    group by
        unit_id,
        year
),

decision as (
    select * from decision
    where status = 'in_force'
),

chosen as (
    select distinct
        unit_id,
        year,
        document_sha256,
    from decision
    where kind = 'choose'
),

taken_away as (
    select distinct
        county_id,
        document_sha256,
    from decision
    where kind in ('withdraw', 'place')
),

compared as (
    select
        now.unit_id,
        now.county_id,
        now.year,
        before.state as state_before,
        now.state as state_now,
        before.is_missing as is_missing_before,
        now.is_missing as is_missing_now,
        before.score as score_before,
        now.score as score_now,
        before.rank as rank_before,
        now.rank as rank_now,
        before.published_on as published_on_before,
        now.published_on as published_on_now,
        before.report_id as report_id_before,
        now.report_id as report_id_now,
        before.document_sha256 is distinct from now.document_sha256 as is_other_document,
        now.document_sha256 is not null and known.document_sha256 is null as is_new_document,
        before.document_sha256 is not null as had_report,
        chosen.document_sha256 is not null as is_chosen,
        taken_away.document_sha256 is not null as is_taken_away,
        coalesce(changed_correction.is_figure, false) as is_corrected,
        coalesce(changed_correction.is_lead, false) as is_lead_settled,
        before.rubric_version is distinct from now.rubric_version as is_other_rubric,
        before.deadline is distinct from now.deadline as is_other_deadline,
        coalesce(before.reader_version <> now.reader_version, $is_other_program) as is_other_reader,
        before.figures_digest is distinct from now.figures_digest as are_figures_different,
    from standing_now as now
    inner join published_standing as before
        on before.unit_id = now.unit_id and before.year = now.year
    left join published_document as known
        on known.county_id = now.county_id and known.document_sha256 = now.document_sha256
    left join chosen
        on chosen.unit_id = now.unit_id
        and chosen.year = now.year
        and chosen.document_sha256 = now.document_sha256
    left join taken_away
        on taken_away.county_id = now.county_id
        and taken_away.document_sha256 = before.document_sha256
    left join changed_correction
        on changed_correction.unit_id = now.unit_id and changed_correction.year = now.year
),

with_document_cause as (
    select
        *,
        case
            when is_chosen and (is_other_document or state_before = 'choice_open') then 'version_chosen'
            when not is_other_document then null
            when is_taken_away then 'withdrawn'
            when is_new_document and not had_report then 'new_report'
            when is_new_document then 'new_revision'
        end as document_cause,
        is_other_document or is_corrected or are_figures_different as is_report_changed,
    from compared
),

changed_standing as (
    select
        this_year.*,
        [
            if(this_year.is_corrected, 'correction', null),
            if(this_year.is_lead_settled, 'lead', null),
            this_year.document_cause,
            if(this_year.is_other_rubric, 'rubric', null),
            if(this_year.is_other_deadline, 'deadline', null),
            if(this_year.is_other_reader and this_year.document_cause is null, 'reader', null),
            if($is_other_program and not this_year.is_other_reader, 'program', null),
            if(coalesce(last_year.is_report_changed, false), 'other_year', null),
        ] as causes,
        (this_year.is_other_document or this_year.is_corrected or this_year.are_figures_different)
        and this_year.report_id_before is not null
        and this_year.report_id_now is not null as are_figures_compared,
    from with_document_cause as this_year
    left join with_document_cause as last_year
        on last_year.unit_id = this_year.unit_id and last_year.year = this_year.year - 1
)

select * from changed_standing
