-- Grain: report × unit × year that last night's file has not, or has otherwise; a document that was refused
-- has no report. Inputs: report, document,
-- correction, and the three as they stood last night.
with changed as (
    (from report except from last_report)
    union all
    (from last_report except from report)
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

changed_report as (
    select
        report_id,
        unit_id,
        county_id,
        year,
    from changed
    union
    select
        report_id,
        unit_id,
        county_id,
        year,
    from found_otherwise
    where unit_id is not null
    union
    select
        report_id,
        unit_id,
        county_id,
        year,
    from corrected
    where unit_id is not null
)

select * from changed_report
