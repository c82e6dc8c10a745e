-- Grain: form × check × side × term: what must add up to what. Inputs: the form files.
-- Σ left = Σ right; terms are rows or columns of the tables in sections 3 and 4.
create table identity_term (
    form varchar not null,
    check_id varchar not null,
    side varchar not null,
    term varchar not null,
    primary key (form, check_id, side, term),
);
