-- Grain: unit × year of the county, with or without a report. Key: unit_id, year.
-- Inputs: unit, county, county_year, report, disclosure_figure, narrative_figure.
-- Units: pieces (件) and catalogue items (项); the two columns of amounts are 万元; items (条) of the prose.
-- One column a cell of section 2, so that what the forms of 2019 and 2021 ask differently never meets:
-- only the three `decisions` (licensing, penalties, compulsory measures) mean the same in both.
-- Null where no number was printed, where the form has no such cell, and where there is no report.
-- `unlisted` is what disclosed_total leaves over its printed categories; negative where they exceed it.
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
        any_value(value) filter (where item = 'regulations' and measure = 'issued') as regulations_issued,
        any_value(value) filter (where item = 'regulations' and measure = 'repealed') as regulations_repealed,
        any_value(value) filter (where item = 'regulations' and measure = 'in_force') as regulations_in_force,
        any_value(value) filter (where item = 'normative_documents' and measure = 'issued') as normative_documents_issued,
        any_value(value) filter (where item = 'normative_documents' and measure = 'repealed') as normative_documents_repealed,
        any_value(value) filter (where item = 'normative_documents' and measure = 'in_force') as normative_documents_in_force,
        any_value(value) filter (where item = 'licensing' and measure = 'decisions') as licensing_decisions,
        any_value(value) filter (where item = 'penalties' and measure = 'decisions') as penalties_decisions,
        any_value(value) filter (where item = 'compulsory_measures' and measure = 'decisions') as compulsory_measures_decisions,
        any_value(value) filter (where item = 'fees' and measure = 'amount') as fees_amount,
        any_value(value) filter (where item = 'regulations' and measure = 'made') as regulations_made,
        any_value(value) filter (where item = 'regulations' and measure = 'newly_disclosed') as regulations_newly_disclosed,
        any_value(value) filter (where item = 'regulations' and measure = 'disclosed_total') as regulations_disclosed_total,
        any_value(value) filter (where item = 'normative_documents' and measure = 'made') as normative_documents_made,
        any_value(value) filter (where item = 'normative_documents' and measure = 'newly_disclosed') as normative_documents_newly_disclosed,
        any_value(value) filter (where item = 'normative_documents' and measure = 'disclosed_total') as normative_documents_disclosed_total,
        any_value(value) filter (where item = 'other_documents' and measure = 'made') as other_documents_made,
        any_value(value) filter (where item = 'other_documents' and measure = 'newly_disclosed') as other_documents_newly_disclosed,
        any_value(value) filter (where item = 'other_documents' and measure = 'disclosed_total') as other_documents_disclosed_total,
        any_value(value) filter (where item = 'licensing' and measure = 'items_last_year') as licensing_items_last_year,
        any_value(value) filter (where item = 'licensing' and measure = 'change') as licensing_change,
        any_value(value) filter (where item = 'other_services' and measure = 'items_last_year') as other_services_items_last_year,
        any_value(value) filter (where item = 'other_services' and measure = 'change') as other_services_change,
        any_value(value) filter (where item = 'other_services' and measure = 'decisions') as other_services_decisions,
        any_value(value) filter (where item = 'penalties' and measure = 'items_last_year') as penalties_items_last_year,
        any_value(value) filter (where item = 'penalties' and measure = 'change') as penalties_change,
        any_value(value) filter (where item = 'compulsory_measures' and measure = 'items_last_year') as compulsory_measures_items_last_year,
        any_value(value) filter (where item = 'compulsory_measures' and measure = 'change') as compulsory_measures_change,
        any_value(value) filter (where item = 'fees' and measure = 'items_last_year') as fees_items_last_year,
        any_value(value) filter (where item = 'fees' and measure = 'change') as fees_change,
        any_value(value) filter (where item = 'procurement' and measure = 'projects') as procurement_projects,
        any_value(value) filter (where item = 'procurement' and measure = 'amount') as procurement_amount,
        count(doubt) as doubtful_cells,
    from disclosure_figure
    group by report_id
),

prose as (
    select
        report_id,
        arg_min(value, ordinal) filter (where name = 'disclosed_total') as disclosed_total,
        arg_min(is_approximate, ordinal) filter (where name = 'disclosed_total') as is_approximate,
        sum(value) filter (where name = 'breakdown') as breakdown_total,
    from narrative_figure
    group by report_id
),

disclosures_by_year as (
    select
        unit.unit_id,
        unit.unit_name,
        unit.county_id,
        county.county_name,
        county_year.year,
        report.report_id is not null as is_reported,
        report.form,
        prose.disclosed_total,
        prose.is_approximate,
        prose.breakdown_total,
        report.breakdown_closed,
        prose.disclosed_total - prose.breakdown_total as unlisted,
        regulations_issued,
        regulations_repealed,
        regulations_in_force,
        normative_documents_issued,
        normative_documents_repealed,
        normative_documents_in_force,
        licensing_decisions,
        penalties_decisions,
        compulsory_measures_decisions,
        fees_amount,
        regulations_made,
        regulations_newly_disclosed,
        regulations_disclosed_total,
        normative_documents_made,
        normative_documents_newly_disclosed,
        normative_documents_disclosed_total,
        other_documents_made,
        other_documents_newly_disclosed,
        other_documents_disclosed_total,
        licensing_items_last_year,
        licensing_change,
        other_services_items_last_year,
        other_services_change,
        other_services_decisions,
        penalties_items_last_year,
        penalties_change,
        compulsory_measures_items_last_year,
        compulsory_measures_change,
        fees_items_last_year,
        fees_change,
        procurement_projects,
        procurement_amount,
        coalesce(doubtful_cells, 0) as doubtful_cells,
    from unit
    inner join county using (county_id)
    inner join county_year using (county_id)
    left join report on report.unit_id = unit.unit_id and report.year = county_year.year
    left join figure on figure.report_id = report.report_id
    left join prose on prose.report_id = report.report_id
)

select * from disclosures_by_year
order by
    unit_id,
    year
