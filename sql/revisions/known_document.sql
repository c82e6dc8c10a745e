-- Grain: document of a county, as a file of the warehouse has it. Inputs: document.
with known_document as (
    select distinct
        county_id,
        document_sha256,
    from document
)

select * from known_document
