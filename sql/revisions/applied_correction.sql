-- Grain: correction that holds, as a file of the warehouse has it. Inputs: correction.
with applied_correction as (
    select
        unit_id,
        year,
        cell,
        corrected_to,
        kind,
    from correction
    where status = 'applied'
)

select * from applied_correction
