-- Grain: table whose grain does not hold, none in a sound warehouse. Inputs: document, score, finding,
-- report. Figures hang on report_id, which is a primary key, and come from one cell path each.
with repeated as (
    select 'document' as repeated from document
    group by document_sha256, unit_id, county_id, year
    having count(*) > 1
    union all
    select 'score' as repeated from score
    group by unit_id, year, dimension
    having count(*) > 1
    union all
    select 'report.is_current' as repeated from report
    where is_current
    group by unit_id, year
    having count(*) > 1
),

keys as (
    select
        repeated || ': ' || count(*) || ' keys stand more than once' as problem,
    from repeated
    group by repeated
)

select * from keys
