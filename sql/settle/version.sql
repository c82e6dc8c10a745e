-- Grain: unit × year × version to choose from × figure that not all of them give alike, of one county
-- ($county_id); one row without a figure where only the dates differ. Inputs: open_choice, unit, place,
-- the figure tables.
with open_choice as (
    select * from open_choice
    where county_id = $county_id
),

versions as (
    select
        unit_id,
        year,
        count(*) as versions,
    from open_choice
    group by all
),

figure as (
    select
        report_id,
        'disclosure.' || item || '.' || measure as place,
        value,
    from disclosure_figure
    semi join open_choice using (report_id)
    union all
    select
        report_id,
        'requests.' || outcome || '.' || applicant as place,
        value,
    from request_figure
    semi join open_choice using (report_id)
    union all
    select
        report_id,
        'reviews.' || channel || '.' || result as place,
        value,
    from review_figure
    semi join open_choice using (report_id)
    union all
    select
        report_id,
        narrative_place(name, label) as place,
        min(value) as value,
    from narrative_figure
    semi join open_choice using (report_id)
    group by all
),

compared as (
    select
        open_choice.unit_id,
        open_choice.year,
        figure.place,
    from figure
    inner join open_choice using (report_id)
    inner join versions using (unit_id, year)
    group by
        open_choice.unit_id,
        open_choice.year,
        figure.place,
        versions.versions
    having
        count(distinct coalesce(figure.value::varchar, '')) > 1
        or count(*) < versions.versions
),

version as (
    select
        open_choice.unit_id,
        unit.unit_name,
        open_choice.year,
        open_choice.document_sha256,
        coalesce(open_choice.path, open_choice.file_name) as path,
        open_choice.arrived_at,
        open_choice.published_on,
        coalesce(place.place_name, compared.place) as place_name,
        number_text(figure.value) as value,
    from open_choice
    inner join unit using (unit_id)
    left join compared using (unit_id, year)
    left join figure on figure.report_id = open_choice.report_id and figure.place = compared.place
    left join place on place.place = compared.place
)

select * from version
order by
    year desc,
    unit_id,
    path,
    place_name
