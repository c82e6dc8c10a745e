-- Grain: place of a report whose correction is not what it was. Inputs: published_correction, correction.
with applied as (
    select
        unit_id,
        year,
        cell,
        corrected_to,
        kind,
    from correction
    where status = 'applied'
),

published_correction as (
    select * from published_correction
),

different as (
    (
        select * from applied
        except
        select * from published_correction
    )
    union
    (
        select * from published_correction
        except
        select * from applied
    )
),

changed_correction as (
    select distinct
        unit_id,
        year,
        cell as place,
        cell like 'copied.%' as is_lead,
    from different
)

select * from changed_correction
