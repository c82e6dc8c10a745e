-- Grain: current report × section 1, 5 or 6, of the county-years that are compared and of those before them.
-- Inputs: every_report, report_section, county, compared_county_year; only the counties from the variable
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
        county_id,
        year,
    from compared_county_year
    where county_id between getvariable('first_county') and getvariable('last_county')
),

looked_at as (
    select
        county_id,
        year,
        bool_or(is_compared) as is_compared,
    from (
        select
            county_id,
            year,
            true as is_compared,
        from compared
        union all
        select
            county_id,
            year - 1 as year,
            false as is_compared,
        from compared
    )
    group by
        county_id,
        year
),

named as (
    select
        report_id,
        every_report.county_id,
        unit_id,
        every_report.year,
        is_compared,
        list_filter(
            list_concat(
                [unit_name, unit_stated, county_name],
                aliases,
                former_names
            ),
            lambda name: name is not null
        ) as names,
    from every_report
    inner join looked_at
        on looked_at.county_id = every_report.county_id and looked_at.year = every_report.year
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
        is_compared,
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
