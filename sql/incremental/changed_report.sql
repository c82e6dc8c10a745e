-- Grain: report × unit × year that last night's file has not, or has otherwise; a document that was refused
-- has no report, and may have no unit. Inputs: report, document, correction, and the three as they stood
-- last night.
-- `is_reread`: more may be new of it than which revision it is and whether others differ, so that its cells are loaded again.
with tonight as (
    from report except from last_report
),

last_night as (
    from last_report except from report
),

content as (
    (
        select * exclude (revision, is_current, is_candidate, is_choice_open) from tonight
        except
        select * exclude (revision, is_current, is_candidate, is_choice_open) from last_night
    )
    union all
    (
        select * exclude (revision, is_current, is_candidate, is_choice_open) from last_night
        except
        select * exclude (revision, is_current, is_candidate, is_choice_open) from tonight
    )
),

-- where a document was found may change how it is read
found_otherwise as (
    (from document except from last_document)
    union all
    (from last_document except from document)
),

corrected as (
    (from correction except from last_correction)
    union all
    (from last_correction except from correction)
),

changed as (
    select
        report_id,
        unit_id,
        county_id,
        year,
        false as is_reread,
    from (
        from tonight
        union all
        from last_night
    )
    union all
    select
        report_id,
        unit_id,
        county_id,
        year,
        true as is_reread,
    from content
    union all
    select
        report_id,
        unit_id,
        county_id,
        year,
        true as is_reread,
    from found_otherwise
    union all
    select
        report_id,
        unit_id,
        county_id,
        year,
        true as is_reread,
    from corrected
    where unit_id is not null
),

changed_report as (
    select
        report_id,
        unit_id,
        county_id,
        year,
        bool_or(is_reread) as is_reread,
    from changed
    group by
        report_id,
        unit_id,
        county_id,
        year
)

select * from changed_report
