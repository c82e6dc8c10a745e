-- Grain: report × place that has a number, of the reports in asked_report: asked of the published file and of
-- tonight's. Inputs: asked_report, the figure tables. Of a place that stands twice in the prose, the first.
with asked_report as (
    select * from asked_report
),

figure as (
    select
        report_id,
        'disclosure.' || item || '.' || measure as place,
        value,
    from disclosure_figure
    semi join asked_report using (report_id)
    union all
    select
        report_id,
        'requests.' || outcome || '.' || applicant as place,
        value,
    from request_figure
    semi join asked_report using (report_id)
    union all
    select
        report_id,
        'reviews.' || channel || '.' || result as place,
        value,
    from review_figure
    semi join asked_report using (report_id)
    union all
    select
        report_id,
        narrative_place(name, label) as place,
        arg_min(value, ordinal) as value,
    from narrative_figure
    semi join asked_report using (report_id)
    group by
        report_id,
        name,
        label
)

select * from figure
where value is not null
