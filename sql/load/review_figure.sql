-- Grain: report × channel × result. Inputs: corrected_cell of staged_review_figure. Units: cases.
with review_figure as (
    select * rename (row_id as channel, column_id as result)
    from corrected_cell('staged_review_figure', 'reviews')
)

select * from review_figure
