-- 规范性文件文表一致: 制发, 废止 and 现行有效 of 行政规范性文件 are the same in prose and table.
-- Grain: report × number. Inputs: prose, disclosure_row. Units: documents.
with prose as (
    select * from prose
),

disclosure_row as (
    select * from disclosure_row
    where item = 'normative_documents'
),

compared as (
    select
        prose.report_id,
        prose.name,
        prose.value,
        prose.locator,
        prose.is_approximate,
        prose.is_doubtful or disclosure_row.is_doubtful as is_doubtful,
        case prose.name
            when 'normative_documents_issued' then issued
            when 'normative_documents_repealed' then repealed
            when 'normative_documents_in_force' then in_force
        end as printed,
    from prose
    inner join disclosure_row using (report_id)
),

narrative_normative_documents as (
    select
        report_id,
        'narrative.' || name as place,
        number_text(printed) as expected,
        number_text(value) as found,
        locator,
        case
            when is_approximate then 'not_applicable'
            when value = printed then 'pass'
            else 'fail'
        end as outcome,
        is_doubtful,
        value <> 0 or printed <> 0 as is_informative,
    from compared
    where printed is not null
)

select * from narrative_normative_documents
