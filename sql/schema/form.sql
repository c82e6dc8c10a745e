-- Grain: statutory form. Inputs: the form files.
-- `required_from` is the first report year that must use it; the year before was a trial.
create table form (
    form varchar primary key,
    notice varchar not null,
    required_from integer not null,
);
