-- Grain: report × item × measure. Inputs: corrected_cell of staged_disclosure_figure. Units: as disclosure_measure says.
with disclosure_figure as (
    select * rename (row_id as item, column_id as measure)
    from corrected_cell('staged_disclosure_figure', 'disclosure')
)

select * from disclosure_figure
