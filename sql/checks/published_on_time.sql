-- 按期发布: the first publication is not after the deadline that the county's own notice sets. Grain: report.
-- Inputs: current_report. Without such a notice it is asked of nobody. What our nights saw on a website by the
-- deadline was published in time, whatever is printed; else the date decides that is printed, or stands in the
-- page's metadata; else a complete look after the deadline in which it was not there makes it late; else the
-- date is not seen, and a person is to find it out. Days are those of China, eight hours before UTC.
with current_report as (
    select * from current_report
),

published_on_time as (
    select
        report_id,
        'published_on' as place,
        '不晚于 ' || deadline as expected,
        case
            when first_published_on is not null then
                first_published_on || if(first_published_on_source = 'url', '（仅据网址得知）', '')
            when last_absent_on > deadline then last_absent_on || ' 尚未发布（收取时列表已读完，没有）'
            else '日期不明'
        end as found,
        first_published_on_source as locator,
        case
            when not is_deadline_set then 'not_applicable'
            when first_seen_on <= deadline then 'pass'
            when first_published_on <= deadline then 'pass'
            else 'fail'
        end as outcome,
        coalesce(first_seen_on > deadline, true)
            and if(
                first_published_on is null,
                coalesce(last_absent_on <= deadline, true),
                list_contains(doubted, 'published_on')
            ) as is_doubtful,
        false as is_informative,
    from current_report
)

select * from published_on_time
