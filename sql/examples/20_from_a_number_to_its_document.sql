-- Where does one number stand: which document, which cell, printed how? 这个数出自哪份文件哪一格？
select unit_name, report.year, value, printed, locator, file_name, left(document_sha256, 12) as sha256
from request_figure
inner join report using (report_id)
inner join unit using (unit_id)
inner join document using (document_sha256, report_id)
where is_current and outcome = 'received' and applicant = 'total'
    and report.year = (select max(year) from county_year)
order by value desc, report.unit_id limit 5
