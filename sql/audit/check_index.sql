-- Grain: unit × year × check that is judged: the pre-filled index, so that no check is dropped.
-- Inputs: unit, county_year, check_rule, every_report, sight, judged_unit, compared_county_year, comparing_check.
-- `is_in_force`: asked of that year at all; `is_required`: what it needs must be shown, and it is scored.
-- What a comparing check says of a report may change with the reports of its peers and of the year
-- before; what the others say, with those of its own unit alone.
with unit as (
    select * from unit
),

county_year as (
    select * from county_year
),

check_rule as (
    select
        check_id,
        since_year,
        scored_since,
        check_id in (from comparing_check) as is_comparing,
    from check_rule
),

every_report as (
    select
        report_id,
        unit_id,
        year,
    from every_report
),

unit_year as (
    select
        unit.unit_id,
        unit.county_id,
        county_year.year,
        every_report.report_id,
        sight.state,
        unit.unit_id in (from judged_unit) as is_judged,
        (unit.county_id, county_year.year) in (from compared_county_year) as is_compared,
    from unit
    inner join county_year using (county_id)
    inner join sight on sight.unit_id = unit.unit_id and sight.year = county_year.year
    left join every_report
        on every_report.unit_id = unit.unit_id and every_report.year = county_year.year
),

check_index as (
    select
        unit_id,
        county_id,
        year,
        check_id,
        report_id,
        state,
        coalesce(year >= since_year, true) as is_in_force,
        coalesce(year >= scored_since, true) as is_required,
    from unit_year
    inner join check_rule on if(is_comparing, is_compared, is_judged)
)

select * from check_index
