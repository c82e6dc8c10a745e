-- Grain: unit × year of the county, with or without a report. Key: unit_id, year.
-- Inputs: unit, county, county_year, report, disclosure_figure, narrative_figure.
-- Units: pieces (件) and catalogue items (项); the two columns of amounts are 万元; items (条) of the prose.
-- One column a cell of section 2 of any form (the types disclosure_count_column and disclosure_amount_column), so that what the forms of 2019 and 2021
-- ask differently never meets: only the three `decisions` (licensing, penalties, compulsory measures) mean the same.
-- Null where no number was printed, or none that is whole in a count (cells_by_unit has it as it was read), where the form has no such cell, and where there is no report.
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

cell as (
    select
        report_id,
        item || '_' || measure as cell,
        value,
    from disclosure_figure
),

counted as (
    pivot cell
    on cell in disclosure_count_column
    using any_value(whole_number(value))
    group by report_id
),

amount as (
    pivot cell
    on cell in disclosure_amount_column
    using any_value(value)
    group by report_id
),

doubtful as (
    select
        report_id,
        count(doubt) as doubtful_cells,
    from disclosure_figure
    group by report_id
),

prose as (
    select
        report_id,
        whole_number(arg_min(value, ordinal) filter (where name = 'disclosed_total')) as disclosed_total,
        arg_min(is_approximate, ordinal) filter (where name = 'disclosed_total') as is_approximate,
        whole_sum(if(name = 'breakdown', value, null)) as breakdown_total,
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
        counted.* exclude (report_id),
        amount.* exclude (report_id),
        coalesce(doubtful_cells, 0) as doubtful_cells,
    from unit
    inner join county using (county_id)
    inner join county_year using (county_id)
    left join report on report.unit_id = unit.unit_id and report.year = county_year.year
    left join counted on counted.report_id = report.report_id
    left join amount on amount.report_id = report.report_id
    left join doubtful on doubtful.report_id = report.report_id
    left join prose on prose.report_id = report.report_id
)

select * from disclosures_by_year
order by
    unit_id,
    year
