-- Grain: unit × year × thing a person should look at. Inputs: finding, check_rule, reader_doubt, report,
-- place, sight, unit, county, document. `kind` is `check` (a failure that rests on a doubtful cell), `lead` (copying
-- that a person may confirm), `choice` (two versions differ) or `reader`. Nothing here is a fault of the report, and
-- nothing here costs points.
with finding as (
    select * from finding
    where verdict in ('not_seen', 'lead')
),

check_rule as (
    select * from check_rule
),

reader_doubt as (
    select * from reader_doubt
),

report as (
    select * from report
    where is_current
),

place as (
    select * from place
),

unit as (
    select * from unit
),

county as (
    select * from county
),

document as (
    select
        report_id,
        any_value(url) as url,
        any_value(file_name) as file_name,
    from document
    group by report_id
),

entry as (
    select
        finding.report_id,
        if(finding.verdict = 'lead', 'lead', 'check') as kind,
        finding.check_id,
        finding.place,
        check_rule.title || '：应为 ' || coalesce(finding.expected, '—')
            || '，实为 ' || coalesce(finding.found, '—') as why,
        finding.locator,
    from finding
    inner join check_rule using (check_id)
    union all
    select
        report_id,
        'reader' as kind,
        null as check_id,
        place,
        why,
        null as locator,
    from reader_doubt
    union all
    select
        report.report_id,
        'choice' as kind,
        null as check_id,
        'report' as place,
        '收到数字不同的版本，以哪份为准待选定' as why,
        null as locator,
    from sight
    inner join report using (unit_id, year)
    where sight.state = 'choice_open'
),

manual_queue as (
    select
        report.unit_id,
        unit.unit_name,
        report.county_id,
        county.county_name,
        report.year,
        entry.kind,
        entry.check_id,
        entry.place,
        coalesce(place.place_name, entry.place) as place_name,
        entry.why,
        entry.locator,
        document.url,
        document.file_name,
    from entry
    inner join report using (report_id)
    inner join unit on unit.unit_id = report.unit_id
    inner join county on county.county_id = report.county_id
    left join document on document.report_id = entry.report_id
    left join place on place.place = entry.place
)

select * from manual_queue
order by
    unit_id,
    year,
    kind,
    place,
    check_id,
    why
