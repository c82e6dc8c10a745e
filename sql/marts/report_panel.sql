-- Grain: unit × year of the county, with or without a report. Key: unit_id, year.
-- Inputs: unit, county, county_year, report, the four figure tables, panel_place, data_quality,
-- sight, check_result, ranking. Units: counts in the unit that the dictionary names, days, points of 100.
-- Each value has its flags beside it, letters in this order and none where nothing is to be said:
-- b first year on another form that asks for something else · c a person corrected it · d the reader doubts it ·
-- e approximate in print, derived, or added up here · n means something else in the other forms · u printed, but not a
-- whole number (and so null here). Read after data_quality, which is a mart itself.
with unit as (
    select * from unit
),

county as (
    select * from county
),

county_year as (
    select * from county_year
),

ranking as (
    select * from ranking
),

report as (
    select
        *,
        lag(form) over (partition by unit_id order by year) <> form as is_on_another_form,
    from report
    where is_current
),

quality as (
    select * from data_quality
),

figure as (
    select
        report_id,
        2 as section,
        item as row_id,
        measure as column_id,
        value,
        doubt,
        correction,
        false as is_estimate,
    from disclosure_figure
    union all
    select
        report_id,
        3 as section,
        outcome as row_id,
        applicant as column_id,
        value,
        doubt,
        correction,
        false as is_estimate,
    from request_figure
    union all
    select
        report_id,
        4 as section,
        channel as row_id,
        result as column_id,
        value,
        doubt,
        correction,
        false as is_estimate,
    from review_figure
),

stated as (
    select
        report_id,
        1 as section,
        name as row_id,
        null as column_id,
        first(value order by ordinal) as value,
        first(doubt order by ordinal) as doubt,
        first(correction order by ordinal) as correction,
        first(is_approximate or is_derived order by ordinal) as is_estimate,
    from narrative_figure
    where label = ''
    group by
        report_id,
        name
),

found as (
    select
        report_id,
        value_name,
        sum(value) as value,
        count(*) > count(value) as is_incomplete,
        count(*) > 1 or bool_or(is_estimate) as is_estimate,
        count(doubt) > 0 as is_doubted,
        count(correction) > 0 as is_corrected,
        not bool_and(is_same_in_every_form) as is_other_elsewhere,
        bool_or(is_on_another_form) as is_on_another_form,
    from (from figure union all from stated) as figure
    inner join panel_place using (section, row_id)
    inner join report using (report_id)
    where
        panel_place.column_id is not distinct from figure.column_id
        and coalesce(panel_place.form = report.form, panel_place.form is null)
    group by
        report_id,
        value_name
),

flagged as (
    select
        report_id,
        value_name,
        -- a sum with a part that was not printed is no sum
        if(is_incomplete, null, whole_number(value)) as value,
        concat(
            if(is_other_elsewhere and is_on_another_form, 'b', ''),
            if(is_corrected, 'c', ''),
            if(is_doubted, 'd', ''),
            if(is_estimate and not is_incomplete, 'e', ''),
            if(is_other_elsewhere, 'n', ''),
            if(not is_incomplete and whole_number(value) is null, 'u', '')
        ) as flags,
    from found
),

valued as (
    select
        report_id,
        value_name,
        value,
    from flagged
),

value_of as (
    pivot valued
    on value_name in (
        'received_total',
        'carried_in_total',
        'granted_in_full',
        'granted_in_part',
        'concluded_total',
        'carried_out_total',
        'reconsiderations_total',
        'litigations_total',
        'reviews_corrected',
        'normative_documents_made',
        'normative_documents_in_force',
        'licensing_decisions',
        'penalty_decisions',
        'compulsory_decisions',
        'disclosed_total'
    )
    using any_value(value)
    group by report_id
),

noted as (
    select
        report_id,
        value_name || '_flags' as value_flags,
        flags,
    from flagged
),

flags_of as (
    pivot noted
    on value_flags in (
        'received_total_flags',
        'carried_in_total_flags',
        'granted_in_full_flags',
        'granted_in_part_flags',
        'concluded_total_flags',
        'carried_out_total_flags',
        'reconsiderations_total_flags',
        'litigations_total_flags',
        'reviews_corrected_flags',
        'normative_documents_made_flags',
        'normative_documents_in_force_flags',
        'licensing_decisions_flags',
        'penalty_decisions_flags',
        'compulsory_decisions_flags',
        'disclosed_total_flags'
    )
    using any_value(flags)
    group by report_id
),

sight as (
    select * from sight
),

checks as (
    select
        unit_id,
        year,
        count(*) filter (where verdict = 'fail') as checks_failed,
        count(*) filter (where verdict = 'not_shown') as checks_not_shown,
        count(*) filter (where verdict = 'not_seen') as checks_not_seen,
    from check_result
    group by
        unit_id,
        year
),

report_panel as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.unit_kind,
        unit.county_id,
        county.county_name,
        county.is_fictional,
        county_year.year,
        sight.state as sight,
        sight.missing_reason,
        quality.form,
        quality.published_on,
        quality.published_on - make_date(county_year.year, 12, 31) as days_to_publish,
        quality.published_on - quality.deadline as days_past_deadline,
        value_of.* exclude (report_id),
        coalesce(columns(flags_of.* exclude (report_id)), ''),
        quality.cells_printed,
        quality.cells_blank,
        quality.cells_absent,
        quality.cells_doubtful,
        quality.cells_doubtful / nullif(quality.cells_expected, 0) as doubtful_share,
        ranking.score,
        ranking.score_low,
        ranking.score_high,
        ranking.pending,
        ranking.coverage,
        ranking.rank,
        ranking.rank_low,
        ranking.rank_high,
        ranking.units_ranked,
        ranking.informative_checks,
        checks.checks_failed,
        checks.checks_not_shown,
        checks.checks_not_seen,
    from unit
    inner join county using (county_id)
    inner join county_year using (county_id)
    inner join quality on quality.unit_id = unit.unit_id and quality.year = county_year.year
    inner join sight on sight.unit_id = unit.unit_id and sight.year = county_year.year
    left join report on report.unit_id = unit.unit_id and report.year = county_year.year
    left join value_of on value_of.report_id = report.report_id
    left join flags_of on flags_of.report_id = report.report_id
    left join ranking on ranking.unit_id = unit.unit_id and ranking.year = county_year.year
    inner join checks on checks.unit_id = unit.unit_id and checks.year = county_year.year
)

select * from report_panel
order by
    unit_id,
    year
