-- 规范性文件文表一致: 制发, 废止 and 现行有效 of 行政规范性文件 are the same in prose and table.
-- Grain: report × number. Inputs: current_report, prose, disclosure_row. Units: documents. What was issued is to be told;
-- the other two are noted where they differ, and cost nothing.
with current_report as (
    select
        report_id,
        doubted,
    from current_report
),

prose as (
    select * from prose
),

disclosure_row as (
    select * from disclosure_row
    where item = 'normative_documents'
),

named as (
    select
        report_id,
        doubted,
        unnest(['normative_documents_issued', 'normative_documents_repealed', 'normative_documents_in_force']) as name,
    from current_report
),

compared as (
    select
        named.report_id,
        named.name,
        named.name = 'normative_documents_issued' as is_required,
        prose.value,
        prose.locator,
        coalesce(prose.is_approximate, false) as is_approximate,
        coalesce(prose.is_derived, false) as is_derived,
        coalesce(prose.is_doubtful, list_has_any(doubted, ['narrative', 'narrative.' || named.name]))
            or coalesce(disclosure_row.is_doubtful, false) as is_doubtful,
        case named.name
            when 'normative_documents_issued' then issued
            when 'normative_documents_repealed' then repealed
            when 'normative_documents_in_force' then in_force
        end as printed,
    from named
    left join prose using (report_id, name)
    left join disclosure_row using (report_id)
),

narrative_normative_documents as (
    select
        report_id,
        'narrative.' || name as place,
        coalesce(number_text(printed), '正文和统计表都写明') as expected,
        case
            when value is null then '正文未写明'
            when printed is not null then number_text(value)
        end as found,
        locator,
        case
            when value is null and is_required then 'not_shown'
            when value is null or is_approximate then 'not_applicable'
            when value = printed then 'pass'
            when is_derived then 'not_applicable'
            when printed is null then if(is_required, 'not_shown', 'not_applicable')
            when is_required then 'fail'
            else 'note'
        end as outcome,
        is_doubtful,
        coalesce(value <> 0 or printed <> 0, false) as is_informative,
    from compared
)

select * from narrative_normative_documents
