-- Grain: current report × section 1, 5 or 6, of the reports that are compared and of those they are compared with:
-- their own of last year, and their peers' of this and all earlier years.
-- Inputs: every_report, compared_report, report_section, county; only the counties from the variable
-- first_county to last_county, as a nation's texts are more than memory holds.
-- `names` are what the unit and its county are called: they are no words of a report's own.
with every_report as (
    select * from every_report
),

county as (
    select * from county
),

compared as (
    select
        report_id,
        county_id,
        year,
        is_held_against_peers,
        is_held_against_last_year,
    from every_report
    inner join compared_report using (report_id)
    where (is_held_against_peers or is_held_against_last_year)
        and county_id between getvariable('first_county') and getvariable('last_county')
),

others as (
    select every_report.report_id
    from every_report
    semi join compared
        on compared.county_id = every_report.county_id
        and compared.year >= every_report.year
    anti join compared on compared.report_id = every_report.report_id
),

looked_at as (
    select
        report_id,
        is_held_against_peers,
        is_held_against_last_year,
    from compared
    union all
    select
        report_id,
        false as is_held_against_peers,
        false as is_held_against_last_year,
    from others
),

named as (
    select
        report_id,
        every_report.county_id,
        unit_id,
        every_report.year,
        is_held_against_peers,
        is_held_against_last_year,
        list_filter(
            list_concat(
                [unit_name, unit_stated, county_name],
                aliases,
                former_names
            ),
            lambda name: name is not null
        ) as names,
    from every_report
    inner join looked_at using (report_id)
    left join county on county.county_id = every_report.county_id
),

body as (
    select
        report_id,
        section,
        string_agg(body, chr(10) order by ordinal) as body,
    from report_section
    semi join named using (report_id)
    where section in (1, 5, 6)
    group by
        report_id,
        section
),

section_text as (
    select
        county_id,
        section,
        year,
        is_held_against_peers,
        is_held_against_last_year,
        unit_id,
        report_id,
        body,
        names,
    from named
    inner join body using (report_id)
)

select * from section_text
order by
    county_id,
    section,
    year,
    unit_id
