-- Whether a body is a 乡, 镇 or 街道, by its kind where that is registered, else by its name.
create or replace temp macro is_township(unit_kind, unit_name) as
    regexp_matches(
        coalesce(nullif(unit_kind, ''), unit_name, ''),
        '(镇|乡|街道|苏木)(人民政府|政府|办事处)?$'
    )
