-- Grain: fetched file × unit × year. Inputs: staged_document, unit, decision. Units: bytes.
-- What a person withdrew is left out, and what a person placed stands for that unit and year alone.
-- A document of a unit that the registry no longer has is kept, as refused: nothing drops in silence.
with withdrawn as (
    select
        county_id,
        document_sha256,
    from decision
    where kind = 'withdraw' and status = 'in_force'
),

placed as (
    select
        county_id,
        document_sha256,
        unit_id,
        year,
    from decision
    where kind = 'place' and status = 'in_force'
),

staged_document as (
    select staged_document.*
    from staged_document
    anti join withdrawn using (county_id, document_sha256)
    left join placed using (county_id, document_sha256)
    where placed.unit_id is null
        or (placed.unit_id, placed.year) = (staged_document.unit_id, staged_document.year)
),

unit as (
    select unit_id from unit
),

document as (
    select
        staged_document.* exclude (refusal_reason, refusal_code, refusal_detail, report_id),
        if(is_unregistered, 'not_placed', refusal_reason) as refusal_reason,
        if(is_unregistered, 'unit_not_registered', refusal_code) as refusal_code,
        if(is_unregistered, null, refusal_detail) as refusal_detail,
        if(is_unregistered, null, report_id) as report_id,
    from (
        select
            staged_document.*,
            staged_document.report_id is not null and unit.unit_id is null as is_unregistered,
        from staged_document
        left join unit using (unit_id)
    ) as staged_document
)

select * exclude (is_unregistered) from document
order by
    county_id,
    unit_id,
    year,
    fetched_at,
    document_sha256
