-- A body's name without spaces and without the words that every name of its kind ends with; the same rule
-- as gongkai/unit_name.py, with which a test compares it.
create or replace temp macro bare_name(unit_name) as
    regexp_replace(regexp_replace(unit_name, '[\s\p{Z}]', '', 'g'), '(人民政府|办事处|政府)$', '')
