-- Grain: unit × year × revision. Inputs: staged_report, staged_document, unit.
-- The document that was fetched last is the current revision.
with staged_report as (
    select * from staged_report
),

staged_document as (
    select
        report_id,
        fetched_at,
    from staged_document
    where report_id is not null
),

unit as (
    select unit_id from unit
),

ordered as (
    select
        staged_report.*,
        row_number() over (
            partition by unit_id, year
            order by fetched_at, published_on nulls first, document_sha256
        ) as revision,
        count(*) over (partition by unit_id, year) as revisions,
    from staged_report
    inner join staged_document using (report_id)
    inner join unit using (unit_id)
),

report as (
    select
        * exclude (revisions),
        revision = revisions as is_current,
    from ordered
)

select * from report
order by
    unit_id,
    year,
    revision
