-- Grain: unit × year × document to choose from, where those that stand differ in their figures.
-- Inputs: report, sight, document, arrival. The unit is not to be ranked until one is chosen.
create view open_choice as
with report as (
    select report.*
    from report
    semi join (
        from sight
        where state = 'choice_open'
    ) as sight
        on sight.unit_id = report.unit_id and sight.year = report.year
    where report.is_candidate
),

document as (
    select
        report_id,
        any_value(file_name) as file_name,
        min(fetched_at) as fetched_at,
    from document
    where report_id is not null
    group by report_id
),

arrival as (
    select
        county_id,
        document_sha256,
        min(path) as path,
    from arrival
    where not is_replaced
    group by all
),

open_choice as (
    select
        report.unit_id,
        report.county_id,
        report.year,
        report.document_sha256,
        report.report_id,
        document.file_name,
        arrival.path,
        document.fetched_at as arrived_at,
        report.published_on,
    from report
    inner join document using (report_id)
    left join arrival
        on arrival.county_id = report.county_id
        and arrival.document_sha256 = report.document_sha256
)

select * from open_choice;
