-- A table that a person entered from the document is there, in the form that its year asks for.
-- Grain: report. Inputs: correction, form.
update report set
    has_disclosure_table = has_disclosure_table or entered.has_disclosure,
    has_request_table = has_request_table or entered.has_request,
    has_review_table = has_review_table or entered.has_review,
    form = coalesce(
        form,
        (select max_by(form.form, required_from) from form where required_from <= report.year)
    )
from (
    select
        report_id,
        bool_or(starts_with(cell, 'disclosure.')) as has_disclosure,
        bool_or(starts_with(cell, 'requests.')) as has_request,
        bool_or(starts_with(cell, 'reviews.')) as has_review,
    from correction
    where status = 'applied' and kind = 'reader' and printed_from = '' and corrected_to <> ''
    group by report_id
) as entered
where entered.report_id = report.report_id
