-- Grain: kind of row that belongs to nothing, none in a sound warehouse. Inputs: all tables of figures,
-- report, document, check_result, score, ranking.
with child as (
    select 'disclosure_figure' as child, report_id from disclosure_figure
    union all
    select 'request_figure' as child, report_id from request_figure
    union all
    select 'review_figure' as child, report_id from review_figure
    union all
    select 'narrative_figure' as child, report_id from narrative_figure
    union all
    select 'report_section' as child, report_id from report_section
    union all
    select 'reader_doubt' as child, report_id from reader_doubt
    union all
    select 'document' as child, report_id from document
    where report_id is not null
    union all
    select 'finding' as child, report_id from finding
),

without_report as (
    select
        child || ': ' || count(*) || ' rows without a report' as problem,
    from child
    anti join report using (report_id)
    group by child
),

without_document as (
    select
        'report: ' || count(*) || ' rows without a document' as problem,
    from report
    anti join document using (report_id)
    having count(*) > 0
),

without_ranking as (
    select
        'score: ' || count(*) || ' rows without a ranking' as problem,
    from score
    anti join ranking using (unit_id, year)
    having count(*) > 0
),

orphans as (
    select * from without_report
    union all
    select * from without_document
    union all
    select * from without_ranking
)

select * from orphans
