-- Grain: current report × section 1, 5 or 6. Inputs: current_report, report_section, county.
-- `names` are what the unit and its county are called: they are no words of a report's own.
with current_report as (
    select * from current_report
),

county as (
    select * from county
),

body as (
    select
        report_id,
        section,
        string_agg(body, chr(10) order by ordinal) as body,
    from report_section
    where section in (1, 5, 6)
    group by
        report_id,
        section
),

section_text as (
    select
        current_report.report_id,
        current_report.county_id,
        current_report.unit_id,
        current_report.year,
        body.section,
        body.body,
        list_filter(
            list_concat(
                [unit_name, unit_stated, county_name],
                aliases,
                former_names
            ),
            lambda name: name is not null
        ) as names,
    from current_report
    inner join body using (report_id)
    left join county on county.county_id = current_report.county_id
)

select * from section_text
order by
    county_id,
    section,
    year,
    unit_id
