-- A body's name without spaces and without the words that every name of its kind ends with.
create or replace temp macro bare_name(unit_name) as
    regexp_replace(regexp_replace(unit_name, '\s', '', 'g'), '(人民政府|办事处|政府)$', '')
