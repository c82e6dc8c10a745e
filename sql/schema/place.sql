-- Grain: place that a finding can name. Inputs: the seeds of rows and columns, and dimension-free
-- places of the text. It turns `requests.received.total` into words an official reads.
create view place as
with cell as (
    select
        'disclosure.' || item || '.' || measure as place,
        '第二部分表，“' || item_name || '”行，' || measure_name as place_name,
    from disclosure_item
    cross join disclosure_measure
    union all
    select
        'requests.' || outcome || '.' || applicant as place,
        '第三部分表，“' || outcome_name || '”行，' || applicant_name as place_name,
    from outcome
    cross join applicant
    union all
    select
        'reviews.' || channel || '.' || result as place,
        '第四部分表，' || channel_name || '，' || result_name as place_name,
    from review_channel
    cross join review_result
),

line as (
    select
        'disclosure.' || item as place,
        '第二部分表，“' || item_name || '”行' as place_name,
    from disclosure_item
    union all
    select
        'requests.' || outcome as place,
        '第三部分表，“' || outcome_name || '”行' as place_name,
    from outcome
    union all
    select
        applicant as place,
        '第三部分表，' || applicant_name || '列' as place_name,
    from applicant
    union all
    select
        'reviews.' || channel as place,
        '第四部分表，' || channel_name as place_name,
    from review_channel
),

matter as (
    select
        'subtopics.' || subtopic as place,
        '总体情况：' || subtopic_name as place_name,
    from subtopic
),

other as (
    select
        place,
        place_name,
    from place_in_text
),

place as (
    select * from cell
    union all
    select * from line
    union all
    select * from matter
    union all
    select * from other
)

select * from place;
