-- Grain: unit × year whose report has no date of publication, of one county ($county_id).
-- Inputs: data_quality, documents_by_unit.
-- The first revision's date counts, so that one dated version is enough.
with undated as (
    select
        documents_by_unit.unit_id,
        documents_by_unit.unit_name,
        documents_by_unit.year,
        documents_by_unit.document_sha256,
        documents_by_unit.file_name,
    from documents_by_unit
    inner join data_quality using (unit_id, year)
    where documents_by_unit.county_id = $county_id and data_quality.published_on is null
)

select * from undated
order by
    year desc,
    unit_id
