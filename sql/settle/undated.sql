-- Grain: unit × year whose report has no date of publication, or a doubtful one, of one county ($county_id).
-- Inputs: data_quality, documents_by_unit, manual_queue.
-- The first revision's date counts, so that one dated version is enough.
with doubted as (
    select
        unit_id,
        year,
        string_agg(distinct why, '；' order by why) as why,
    from manual_queue
    where county_id = $county_id and place = 'published_on'
    group by
        unit_id,
        year
),

undated as (
    select
        documents_by_unit.unit_id,
        documents_by_unit.unit_name,
        documents_by_unit.year,
        documents_by_unit.document_sha256,
        documents_by_unit.file_name,
        data_quality.published_on,
        coalesce(doubted.why, '报告和网页上都没有日期') as why,
    from documents_by_unit
    inner join data_quality using (unit_id, year)
    left join doubted using (unit_id, year)
    where
        documents_by_unit.county_id = $county_id
        and (data_quality.published_on is null or doubted.why is not null)
)

select * from undated
order by
    year desc,
    unit_id
