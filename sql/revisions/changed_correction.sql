-- Grain: place of a report whose correction is not what it was. Inputs: published_correction, correction_now.
with correction_now as (
    select * from correction_now
),

published_correction as (
    select * from published_correction
),

different as (
    (
        select * from correction_now
        except
        select * from published_correction
    )
    union
    (
        select * from published_correction
        except
        select * from correction_now
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
