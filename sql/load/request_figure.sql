-- Grain: report × outcome × applicant. Inputs: corrected_cell of staged_request_figure. Units: requests.
with request_figure as (
    select * rename (row_id as outcome, column_id as applicant)
    from corrected_cell('staged_request_figure', 'requests')
)

select * from request_figure
