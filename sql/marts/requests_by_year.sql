-- Grain: unit × year of the county, with or without a report. Inputs: unit, county, county_year, report,
-- request_figure, narrative_figure. Units: requests. A number is null where none was printed.
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

figure as (
    select
        report_id,
        any_value(value) filter (where outcome = 'received' and applicant = 'natural_person') as received_natural_person,
        any_value(value) filter (where outcome = 'received' and applicant = 'business') as received_business,
        any_value(value) filter (where outcome = 'received' and applicant = 'research') as received_research,
        any_value(value) filter (where outcome = 'received' and applicant = 'public_interest') as received_public_interest,
        any_value(value) filter (where outcome = 'received' and applicant = 'legal_services') as received_legal_services,
        any_value(value) filter (where outcome = 'received' and applicant = 'other') as received_other,
        any_value(value) filter (where outcome = 'received' and applicant = 'total') as received_total,
        any_value(value) filter (where outcome = 'carried_in' and applicant = 'total') as carried_in_total,
        any_value(value) filter (where outcome = 'concluded' and applicant = 'total') as concluded_total,
        any_value(value) filter (where outcome = 'carried_out' and applicant = 'total') as carried_out_total,
        count(doubt) as doubtful_cells,
    from request_figure
    group by report_id
),

stated as (
    select
        report_id,
        arg_min(value, ordinal) as received_in_prose,
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
        received_natural_person,
        received_business,
        received_research,
        received_public_interest,
        received_legal_services,
        received_other,
        received_total,
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
    left join stated on stated.report_id = report.report_id
)

select * from requests_by_year
order by
    unit_id,
    year
