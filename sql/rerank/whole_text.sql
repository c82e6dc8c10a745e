-- Grain: current report of one year ($year) or of all, its sections 1, 5 and 6 as one text. Inputs: report,
-- report_section, unit, county. `names` are no words of a report's own.
with report as (
    select * from report
    where is_current and year = coalesce($year, year)
),

unit as (
    select * from unit
),

county as (
    select * from county
),

body as (
    select
        report_id,
        string_agg(body, chr(10) order by section, ordinal) as body,
    from report_section
    where section in (1, 5, 6)
    group by report_id
),

whole_text as (
    select
        report.report_id,
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
        report.document_sha256,
        body.body,
        list_filter(
            list_concat([unit_name, unit_stated, county_name], aliases, former_names),
            lambda name: name is not null
        ) as names,
    from report
    inner join body using (report_id)
    inner join unit using (unit_id)
    inner join county on county.county_id = report.county_id
)

select * from whole_text
order by
    unit_id,
    year
