-- Whether a section counts as copied: at least 80 % of its own words, and at least 50 characters, stand
-- in passages of the other text. docs/originality.md says how both were set.
create or replace temp macro is_copied(share, shared_characters) as
    share >= 0.8 and shared_characters >= 50
