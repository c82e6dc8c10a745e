-- 乡镇街道不填规章: a township has no power to make 规章, so the row 规章 is zero. Grain: report × measure.
-- Inputs: disclosure_figure, current_report. Units: documents. Other bodies are not tested.
with figure as (
    select * replace (judged_value(correction, value_printed, value) as value) from disclosure_figure
    where item = 'regulations'
),

current_report as (
    select * from current_report
    where is_township(unit_kind, coalesce(nullif(unit_name, ''), unit_stated))
),

township_regulation as (
    select
        report_id,
        'disclosure.regulations.' || measure as place,
        '0' as expected,
        number_text(value) as found,
        locator,
        case
            when value is null then 'not_shown'
            when value = 0 then 'pass'
            else 'fail'
        end as outcome,
        doubt is not null or list_contains(doubted, 'disclosure') as is_doubtful,
        false as is_informative,
    from figure
    inner join current_report using (report_id)
)

select * from township_regulation
