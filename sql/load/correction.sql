-- Grain: row of a county's corrections.csv. Inputs: staged_correction, unit, report, the staged figures,
-- staged_reader_doubt. A correction holds for the current revision, as long as that prints `printed_from`.
-- A place that is no figure can only be settled as it was read: both its texts are then empty. So is a lead of
-- copying: `report` confirms it, `reader` drops it.
with staged_correction as (
    select * from staged_correction
),

unit as (
    select
        unit_id,
        county_id,
        unit_key,
    from unit
),

report as (
    select
        report_id,
        unit_id,
        year,
        published_on,
    from report
    where is_current
),

placed as (
    select
        staged_correction.*,
        unit.unit_id,
        report.report_id,
        report.published_on,
        row_number() over (
            partition by unit.unit_id, staged_correction.year, staged_correction.cell
            order by staged_correction.row_number desc
        ) as place_from_last,
    from staged_correction
    left join unit
        on unit.county_id = staged_correction.county_id
        and unit.unit_key = staged_correction.unit_key
    left join report on report.unit_id = unit.unit_id and report.year = staged_correction.year
),

-- figures of other reports are many, so that only these are looked at
figure as (
    select
        report_id,
        'disclosure.' || item || '.' || measure as cell,
        printed,
        true as is_figure,
    from staged_disclosure_figure
    semi join placed using (report_id)
    union all
    select
        report_id,
        'requests.' || outcome || '.' || applicant as cell,
        printed,
        true as is_figure,
    from staged_request_figure
    semi join placed using (report_id)
    union all
    select
        report_id,
        'reviews.' || channel || '.' || result as cell,
        printed,
        true as is_figure,
    from staged_review_figure
    semi join placed using (report_id)
    union all
    select
        report_id,
        narrative_place(name, label) as cell,
        printed,
        true as is_figure,
    from staged_narrative_figure
    semi join placed using (report_id)
    union all
    select
        report_id,
        'published_on' as cell,
        published_on::varchar as printed,
        true as is_figure,
    from placed
    where report_id is not null
    union all
    select
        report_id,
        place as cell,
        null as printed,
        false as is_figure,
    from staged_reader_doubt
    semi join placed using (report_id)
),

decided_lead as (
    select
        report_id,
        cell,
        null as printed,
        false as is_figure,
    from placed
    where report_id is not null and regexp_full_match(cell, 'copied\.(peer|own_last_year)\.sections\.[156]')
),

known as (
    select
        report_id,
        cell,
        any_value(regexp_replace(coalesce(printed, ''), '\s', '', 'g') order by is_figure desc) as printed,
        bool_or(is_figure) as is_figure,
    from (
        from figure
        union all
        from decided_lead
    )
    group by
        report_id,
        cell
),

judged as (
    select
        placed.*,
        case
            when fault is not null then 'invalid'
            when unit_id is null or placed.report_id is null or known.cell is null then 'unknown_cell'
            when place_from_last > 1 then 'superseded'
            when not is_figure and printed_from || corrected_to <> '' then 'unknown_cell'
            when known.printed <> regexp_replace(printed_from, '\s', '', 'g') then 'stale'
            else 'applied'
        end as status,
        known.printed,
    from placed
    left join known on known.report_id = placed.report_id and known.cell = placed.cell
),

correction as (
    select
        county_id,
        row_number,
        unit_key,
        unit_id,
        year,
        cell,
        printed_from,
        corrected_to,
        kind,
        reason,
        decided_by,
        decided_on,
        status,
        case status
            when 'invalid' then fault
            when 'stale' then '报告现在印的是“' || printed || '”'
            when 'superseded' then '同一处后来另有更正'
            when 'unknown_cell' then case
                when unit_id is null then '没有登记这个单位'
                when report_id is null then '该单位该年度没有报告'
                else '报告中没有这一处'
            end
        end as note,
        report_id,
    from judged
)

select * from correction
order by
    county_id,
    row_number
