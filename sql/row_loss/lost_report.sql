-- Grain: county × reason for which reports of last night are gone. Inputs: published_report (last night's
-- current reports), kept_county (folders in raw/), report, document, unit, county_year,
-- decision.
with published_report as (
    select * from published_report
),

lost as (
    select * from published_report
    anti join report using (unit_id, year)
),

known_document as (
    select
        document_sha256,
        unit_id,
        any_value(refusal_reason) as refusal_reason,
    from document
    group by
        document_sha256,
        unit_id
),

explained as (
    select
        lost.county_id,
        case
            when not exists (from county where county.county_id = lost.county_id) then
                if(
                    exists (from kept_county where kept_county.county_id = lost.county_id),
                    'its registry cannot be used',
                    'county taken off'
                )
            when not exists (from unit where unit.unit_id = lost.unit_id) then 'unit taken off'
            when not exists (
                from county_year
                where county_year.county_id = lost.county_id and county_year.year = lost.year
            ) then 'year no longer watched'
            when exists (
                from decision
                where
                    decision.document_sha256 = lost.document_sha256
                    and decision.county_id = lost.county_id
                    and decision.status = 'in_force'
                    and decision.kind in ('withdraw', 'place')
            ) then 'withdrawn or placed elsewhere by a person'
            when known_document.document_sha256 is null then 'document no longer in the vault'
            else 'now refused as ' || coalesce(refusal_reason, 'filed elsewhere')
        end as reason,
    from lost
    left join known_document using (document_sha256, unit_id)
),

lost_report as (
    select
        county_id,
        reason,
        count(*) as reports,
    from explained
    group by
        county_id,
        reason
)

select * from lost_report
order by
    reports desc,
    county_id,
    reason
