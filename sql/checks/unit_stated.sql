-- 写明报告单位: the report names its unit, by the registered, another or a former name, or by one of them shortened
-- (卫健委): all of whose characters stand in it in that order, the county left aside. Grain: report.
-- Inputs: current_report. A report that names none leaves it out; only another name is a fault.
-- A pattern of its own for each name is dear, so that it is made only where the plain name is not found.
with current_report as (
    select * from current_report
),

known as (
    select
        report_id,
        unit_name,
        unit_stated,
        doubted,
        regexp_replace(bare_name(unit_stated), '[^\p{L}\p{N}]', '', 'g') as stated,
        regexp_replace(stated, '^.*[省市州盟县区旗](..)', '\1') as own,
        list_transform(
            list_concat([unit_name], aliases, former_names),
            lambda name: regexp_replace(bare_name(name), '[^\p{L}\p{N}]', '', 'g')
        ) as names,
    from current_report
),

named as (
    select
        report_id,
        unit_name,
        unit_stated,
        doubted,
        list_bool_or(
            list_transform(
                names,
                lambda name: case
                    when contains(stated, name) then true
                    else length(own) > 2 and regexp_matches(name, array_to_string(string_split(own, ''), '.*'))
                end
            )
        ) as is_registered_name,
    from known
),

unit_stated as (
    select
        report_id,
        'unit' as place,
        coalesce(nullif(unit_name, ''), '写明单位名称') as expected,
        coalesce(unit_stated, '未写明') as found,
        null::varchar as locator,
        case
            when unit_stated is null then 'not_shown'
            when is_registered_name then 'pass'
            else 'fail'
        end as outcome,
        list_contains(doubted, 'unit') as is_doubtful,
        false as is_informative,
    from named
)

select * from unit_stated
