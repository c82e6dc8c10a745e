-- Grain: unit × year of the county, with or without a report. Inputs: unit, county, county_year, report,
-- request_figure, narrative_figure. Units: requests. A number is null where none was printed, or none that is whole.
with unit as (
    select * from unit
),

county as (
    select * from county
),

county_year as (
    select * from county_year
),

report as (
    select * from report
    where is_current
),

received as (
    select
        report_id,
        'received_' || applicant as applicant,
        whole_number(value) as value,
    from request_figure
    where outcome = 'received'
),

asked as (
    pivot received
    on applicant in applicant_column
    using any_value(value)
    group by report_id
),

figure as (
    select
        report_id,
        any_value(whole_number(value)) filter (where outcome = 'carried_in' and applicant = 'total') as carried_in_total,
        any_value(whole_number(value)) filter (where outcome = 'concluded' and applicant = 'total') as concluded_total,
        any_value(whole_number(value)) filter (where outcome = 'carried_out' and applicant = 'total') as carried_out_total,
        count(doubt) as doubtful_cells,
    from request_figure
    group by report_id
),

stated as (
    select
        report_id,
        whole_number(arg_min(value, ordinal)) as received_in_prose,
    from narrative_figure
    where name = 'requests_received'
    group by report_id
),

requests_by_year as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        county_year.year,
        asked.* exclude (report_id),
        carried_in_total,
        concluded_total,
        carried_out_total,
        received_in_prose,
        case received_in_prose
            when received_total then 'new'
            when received_total + carried_in_total then 'new_and_carried_in'
        end as prose_counts,
        report.report_id is not null as is_reported,
        coalesce(doubtful_cells, 0) as doubtful_cells,
    from unit
    inner join county using (county_id)
    inner join county_year using (county_id)
    left join report on report.unit_id = unit.unit_id and report.year = county_year.year
    left join figure on figure.report_id = report.report_id
    left join asked on asked.report_id = report.report_id
    left join stated on stated.report_id = report.report_id
)

select * from requests_by_year
order by
    unit_id,
    year
