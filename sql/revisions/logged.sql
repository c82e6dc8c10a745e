-- Grain: revision that the published file knows. Inputs: revision_log.
with logged as (
    select * from revision_log
)

select * from logged
