-- Grain: unit × year of the county: what our nights know of its report. Inputs: unit, county_year, report, document,
-- attempt, reader_doubt, the three figure tables. One state each, and only `not_found` says that there is none:
-- choice_open      two versions differ, and neither is a later look at the other's address
-- partly_read      the report was read, but of something a person sees there is a doubt, or another file is unread
-- read             the report was read
-- arrived_unread   what arrived for it, or may be it, could not be read
-- list_incomplete  a place where it may stand was not looked at to the end
-- not_found        all that was to be looked at was, and it was not there
with unit as (
    select * from unit
),

county_year as (
    select * from county_year
),

report as (
    select * from report
),

differing_file as (
    select distinct
        unit_id,
        year,
    from report
    where is_choice_open
),

version as (
    select
        report.unit_id,
        report.year,
        report.report_id,
        report.revision,
        report.is_current,
        report.is_candidate,
        list(distinct document.url) filter (where document.url is not null) as urls,
    from report
    left join document on document.report_id = report.report_id
    group by all
),

-- a version gives way to a later look at its own address
standing as (
    select earlier.*
    from version as earlier
    where not earlier.is_current
        and earlier.is_candidate
        and not exists (
            select 1 from version as later
            where later.unit_id = earlier.unit_id
                and later.year = earlier.year
                and later.revision > earlier.revision
                and list_has_any(later.urls, earlier.urls)
        )
),

rival as (
    select
        standing.unit_id,
        standing.year,
        standing.report_id as rival_id,
        version.report_id,
    from standing
    inner join version
        on version.unit_id = standing.unit_id
        and version.year = standing.year
        and version.is_current
),

rivalling as (
    select rival_id as report_id from rival
    union
    select report_id from rival
),

cell as (
    select
        report_id,
        'disclosure' as block,
        item as row_id,
        measure as column_id,
        value,
    from disclosure_figure
    semi join rivalling using (report_id)
    union all
    select
        report_id,
        'requests' as block,
        outcome as row_id,
        applicant as column_id,
        value,
    from request_figure
    semi join rivalling using (report_id)
    union all
    select
        report_id,
        'reviews' as block,
        channel as row_id,
        result as column_id,
        value,
    from review_figure
    semi join rivalling using (report_id)
),

open_choice as (
    select distinct
        rival.unit_id,
        rival.year,
    from rival
    inner join cell as one on one.report_id = rival.report_id
    inner join cell as other
        on other.report_id = rival.rival_id
        and other.block = one.block
        and other.row_id = one.row_id
        and other.column_id = one.column_id
    where one.value <> other.value
    union
    select * from differing_file
),

doubted as (
    select report_id from reader_doubt
    union
    select report_id from report
    where len(unseen) > 0
    union
    select report_id from disclosure_figure
    where doubt is not null
    union
    select report_id from request_figure
    where doubt is not null
    union
    select report_id from review_figure
    where doubt is not null
),

-- a report that may lie under another year than its own
misfiled as (
    select report_id from reader_doubt
    where place = 'filed'
),

-- what was looked into and is no report of the kind needs no second look
unread as (
    select
        county_id,
        unit_id,
        year,
        file_name,
        fetched_at,
        refusal_reason as reason,
    from document
    where refusal_reason is not null and refusal_reason <> 'not_a_report'
    union all
    select
        report.county_id,
        report.unit_id,
        report.year_stated as year,
        document.file_name,
        document.fetched_at,
        'misfiled' as reason,
    from report
    inner join document using (report_id)
    semi join misfiled on misfiled.report_id = report.report_id
),

unlooked as (
    select
        county_id,
        unit_id,
        year,
        reason_name,
        attempted_at,
        reason,
    from attempt
    where reason not in ('no_report_for_year', 'not_a_report', 'tls_unverified')
),

unit_year as (
    select
        unit.unit_id,
        unit.county_id,
        county_year.year,
    from unit
    inner join county_year using (county_id)
),

own_unread as (
    select
        unit_year.unit_id,
        unit_year.year,
        count(*) as files,
        min(file_name) as file_name,
        bool_or(unread.year is not null) as is_dated,
        arg_max(unread.reason, unread.fetched_at) as reason,
    from unit_year
    inner join unread
        on unread.county_id = unit_year.county_id
        and coalesce(unread.unit_id, unit_year.unit_id) = unit_year.unit_id
        and coalesce(unread.year, unit_year.year) = unit_year.year
    group by all
),

own_unlooked as (
    select
        unit_year.unit_id,
        unit_year.year,
        min(reason_name) as reason_name,
        arg_max(unlooked.reason, unlooked.attempted_at) as reason,
    from unit_year
    inner join unlooked
        on unlooked.county_id = unit_year.county_id
        and coalesce(unlooked.unit_id, unit_year.unit_id) = unit_year.unit_id
        and coalesce(unlooked.year, unit_year.year) = unit_year.year
    group by all
),

judged as (
    select
        unit_year.unit_id,
        unit_year.county_id,
        unit_year.year,
        case
            when open_choice.unit_id is not null then 'choice_open'
            when report.report_id is not null and doubted.report_id is not null then 'partly_read'
            when report.report_id is not null then 'read'
            when own_unread.unit_id is not null then 'arrived_unread'
            when own_unlooked.unit_id is not null then 'list_incomplete'
            else 'not_found'
        end as state,
        own_unread.files,
        own_unread.file_name,
        own_unlooked.reason_name,
        own_unread.reason as unread_reason,
        own_unlooked.reason as unlooked_reason,
    from unit_year
    left join report
        on report.unit_id = unit_year.unit_id and report.year = unit_year.year and report.is_current
    left join doubted on doubted.report_id = report.report_id
    left join open_choice
        on open_choice.unit_id = unit_year.unit_id and open_choice.year = unit_year.year
    left join own_unread on own_unread.unit_id = unit_year.unit_id and own_unread.year = unit_year.year
    left join own_unlooked
        on own_unlooked.unit_id = unit_year.unit_id and own_unlooked.year = unit_year.year
),

sight as (
    select
        unit_id,
        county_id,
        year,
        state,
        sight_state.state_name,
        sight_state.is_seen,
        case state
            when 'arrived_unread' then files || ' 个文件未能读取，如“' || file_name || '”'
            when 'list_incomplete' then reason_name
        end as detail,
        case state
            when 'arrived_unread' then unread_reason
            when 'list_incomplete' then unlooked_reason
            when 'not_found' then 'looked_everywhere'
        end as missing_reason,
    from judged
    inner join sight_state using (state)
)

select * from sight
order by
    unit_id,
    year
