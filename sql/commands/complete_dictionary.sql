-- Grain: as `dictionary`. Completes it with what field.csv does not say: the English, the keys, an example query a table.
-- A column's own English stands before what its name means everywhere. The files may lack a table or column;
-- a test holds that none does. Inputs: the views field_en, null_en, table_note and field_rule of the CSV files.
update dictionary set meaning_en = said.meaning_en
from field_en as said
where said.column_name = dictionary.column_name and said.table_name is null;

update dictionary set meaning_en = said.meaning_en
from field_en as said
where said.column_name = dictionary.column_name and said.table_name = dictionary.table_name;

update dictionary set null_meaning_en = said.null_meaning_en
from null_en as said
where said.null_meaning = dictionary.null_meaning;

update dictionary set
    meaning_en = note.meaning_en,
    example = note.example
from table_note as note
where note.table_name = dictionary.table_name and column_name = '';

update dictionary set is_key = true
from table_note as note
where
    column_name <> ''
    and note.table_name = dictionary.table_name
    and list_contains(string_split(note.key_columns, ' '), column_name);

update dictionary set
    refers_to = coalesce(rule.refers_to, ''),
    allowed_values = coalesce(rule.allowed_values, '')
from field_rule as rule
where
    rule.column_name = dictionary.column_name
    and rule.table_name is null
    -- a key refers to nothing, least of all to itself
    and rule.refers_to is distinct from dictionary.table_name || '.' || dictionary.column_name;

update dictionary set
    refers_to = coalesce(rule.refers_to, ''),
    allowed_values = coalesce(rule.allowed_values, '')
from field_rule as rule
where rule.column_name = dictionary.column_name and rule.table_name = dictionary.table_name
