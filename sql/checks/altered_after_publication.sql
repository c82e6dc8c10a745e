-- 发布后未改数: the current revision prints the figures of the earlier ones. Grain: report with an earlier
-- revision, and each figure that differs. Inputs: current_report, report, the figure tables.
-- Units: as printed. A figure that only one revision prints is no alteration: the other may be a page
-- without its tables. Costs no points: mending a fault is welcome, and is to be seen.
with current_report as (
    select * from current_report
),

earlier as (
    select
        report.report_id,
        report.revision,
        current_report.report_id as current_report_id,
    from report
    inner join current_report
        on current_report.unit_id = report.unit_id
        and current_report.year = report.year
        and current_report.revision > report.revision
        and not report.is_candidate  -- of two files to choose from, neither altered the other
),

-- few reports have revisions, and only of them are places spelled out
revised as (
    select report_id from earlier
    union
    select current_report_id as report_id from earlier
),

figure as (
    select
        report_id,
        'disclosure.' || item || '.' || measure as place,
        judged_value(correction, value_printed, value) as value,
        locator,
        doubt is not null as is_doubtful,
    from disclosure_figure
    semi join revised using (report_id)
    union all
    select
        report_id,
        'requests.' || outcome || '.' || applicant as place,
        judged_value(correction, value_printed, value) as value,
        locator,
        doubt is not null as is_doubtful,
    from request_figure
    semi join revised using (report_id)
    union all
    select
        report_id,
        'reviews.' || channel || '.' || result as place,
        judged_value(correction, value_printed, value) as value,
        locator,
        doubt is not null as is_doubtful,
    from review_figure
    semi join revised using (report_id)
    union all
    select
        report_id,
        'narrative.' || name as place,
        arg_min(judged_value(correction, value_printed, value), ordinal) as value,
        arg_min(locator, ordinal) as locator,
        bool_or(doubt is not null) or count(distinct value) > 1 as is_doubtful,
    from narrative_figure
    semi join revised using (report_id)
    where name not in ('breakdown', 'channels')
    group by
        report_id,
        name
),

compared as (
    select
        earlier.current_report_id as report_id,
        now.place,
        arg_min("before".value, earlier.revision) as value_before,
        any_value(now.value) as value_now,
        any_value(now.locator) as locator,
        bool_or("before".is_doubtful or now.is_doubtful) as is_doubtful,
    from earlier
    inner join figure as "before" on "before".report_id = earlier.report_id
    inner join figure as now
        on now.report_id = earlier.current_report_id
        and now.place = "before".place
    where "before".value <> now.value
    group by
        earlier.current_report_id,
        now.place
),

altered_after_publication as (
    select distinct
        current_report_id as report_id,
        'report' as place,
        null::varchar as expected,
        null::varchar as found,
        null::varchar as locator,
        'pass' as outcome,
        false as is_doubtful,
        false as is_informative,
    from earlier
    union all
    select
        report_id,
        place,
        number_text(value_before) as expected,
        number_text(value_now) as found,
        locator,
        'fail' as outcome,
        is_doubtful,
        true as is_informative,
    from compared
)

select * from altered_after_publication
