-- Grain: document that was not read. Inputs: document.
create view quarantine as
with quarantine as (
    select
        document_sha256,
        unit_id,
        county_id,
        year,
        url,
        file_name,
        fetched_at,
        media_type,
        bytes,
        refusal_reason,
        refusal_code,
        refusal_detail,
    from document
    where refusal_reason is not null
)

select * from quarantine;
