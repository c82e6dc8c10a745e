-- Grain: report × thing the reader is not sure of. Inputs: staged_reader_doubt, loaded_report, correction.
-- A doubt that a person settled is gone.
with staged_reader_doubt as (
    select * from staged_reader_doubt
),

loaded_report as (
    select report_id from loaded_report
),

correction as (
    select
        report_id,
        cell as place,
    from correction
    where status = 'applied' and kind = 'reader'
),

reader_doubt as (
    select
        report_id,
        ordinal,
        place,
        doubt,
        doubt_detail,
        why,
    from staged_reader_doubt
    semi join loaded_report using (report_id)
    anti join correction using (report_id, place)
)

select * from reader_doubt
