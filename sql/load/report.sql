-- Grain: unit × year × revision. Inputs: staged_report, document, unit, arrival, decision.
-- The document that was fetched last is the current revision, unless a person chose another: those that
-- were passed over, and those whose file in the inbox was saved over, come before it.
-- Candidates are those that nothing has taken the place of: no choice, no later look at their address, no other
-- file at their path. Where candidates from the inbox differ in their figures a choice is open; equal ones choose
-- themselves. Candidates from websites are compared in sql/audit/sight.sql, cell by cell.
with staged_report as (
    select * from staged_report
),

document as (
    select
        report_id,
        any_value(county_id) as county_id,
        any_value(document_sha256) as document_sha256,
        min(fetched_at) as fetched_at,
        bool_and(url is null) as is_from_inbox,
        min(url) as url,
    from document
    where report_id is not null
    group by report_id
),

saved_over as (
    select
        county_id,
        document_sha256,
    from arrival
    where document_sha256 is not null
    group by all
    having bool_and(is_replaced)
),

choice as (
    select
        unit_id,
        year,
        document_sha256 as chosen,
        instead_of,
    from decision
    where kind = 'choose' and status = 'in_force'
),

version as (
    select
        staged_report.*,
        document.fetched_at,
        document.is_from_inbox,
        document.url is not null
        and document.fetched_at < max(document.fetched_at) over (
            partition by staged_report.unit_id, staged_report.year, document.url
        ) as is_looked_at_again,
        saved_over.document_sha256 is not null as is_saved_over,
        coalesce(list_contains(choice.instead_of, staged_report.document_sha256), false)
            as is_passed_over,
    from staged_report
    inner join document using (report_id)
    left join saved_over
        on saved_over.county_id = document.county_id
        and saved_over.document_sha256 = document.document_sha256
    left join choice
        on choice.unit_id = staged_report.unit_id
        and choice.year = staged_report.year
        and choice.chosen <> staged_report.document_sha256
    semi join unit on unit.unit_id = staged_report.unit_id
),

ordered as (
    select
        *,
        not (is_looked_at_again or is_saved_over or is_passed_over) as is_candidate,
        row_number() over (
            partition by unit_id, year
            order by
                is_passed_over desc,
                is_saved_over desc,
                fetched_at,
                published_on nulls first,
                document_sha256
        ) as revision,
        count(*) over (partition by unit_id, year) as revisions,
    from version
),

compared as (
    select
        *,
        min(figures_digest) filter (is_candidate and is_from_inbox) over unit_year
            is distinct from max(figures_digest) filter (is_candidate and is_from_inbox) over unit_year
            as is_choice_open,
    from ordered
    window unit_year as (partition by unit_id, year)
),

report as (
    select
        * exclude (
            revisions, fetched_at, is_from_inbox, is_looked_at_again, is_saved_over, is_passed_over
        ),
        revision = revisions as is_current,
    from compared
)

select * from report
order by
    unit_id,
    year,
    revision
