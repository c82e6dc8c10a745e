-- 按期发布: the first publication is not after the county's deadline. Grain: report.
-- Inputs: current_report. An unknown date is not applicable, never late; one that only
-- the address gives is known, and the finding says so.
with current_report as (
    select * from current_report
),

published_on_time as (
    select
        report_id,
        'published_on' as place,
        '不晚于 ' || deadline as expected,
        first_published_on || if(first_published_on_source = 'url', '（仅据网址得知）', '') as found,
        first_published_on_source as locator,
        case
            when first_published_on is null or deadline is null then 'not_applicable'
            when first_published_on > deadline then 'fail'
            else 'pass'
        end as outcome,
        list_contains(doubted, 'published_on') as is_doubtful,
        false as is_informative,
    from current_report
)

select * from published_on_time
