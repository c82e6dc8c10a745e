-- Grain: the one place ($place) of a unit's ($unit_id) current report of a year ($year). Inputs: report, the figure tables,
-- reader_doubt, finding. `value` is the text of what was read: empty for a blank or a place that is no figure.
with report as (
    select * from report
    where unit_id = $unit_id and year = $year and is_current
),

figure as (
    select
        'disclosure.' || item || '.' || measure as place,
        printed,
        if(correction is null, value, value_printed) as value,
    from disclosure_figure
    semi join report using (report_id)
    union all
    select
        'requests.' || outcome || '.' || applicant as place,
        printed,
        if(correction is null, value, value_printed) as value,
    from request_figure
    semi join report using (report_id)
    union all
    select
        'reviews.' || channel || '.' || result as place,
        printed,
        if(correction is null, value, value_printed) as value,
    from review_figure
    semi join report using (report_id)
    union all
    select
        narrative_place(name, label) as place,
        printed,
        if(correction is null, value, value_printed) as value,
    from narrative_figure
    semi join report using (report_id)
),

printed as (
    select
        coalesce(figure.printed, '') as printed,
        coalesce(number_text(value), '') as value,
        true as is_figure,
    from figure
    where place = $place
    union all
    select
        coalesce(published_on::varchar, '') as printed,
        coalesce(published_on::varchar, '') as value,
        true as is_figure,
    from report
    where $place = 'published_on'
    union all
    select
        '' as printed,
        '' as value,
        false as is_figure,
    from reader_doubt
    semi join report using (report_id)
    where place = $place
    union all
    select
        '' as printed,
        '' as value,
        false as is_figure,
    from finding
    semi join report using (report_id)
    where place = $place and starts_with(place, 'copied.')
)

select * from printed
order by is_figure desc
limit 1
