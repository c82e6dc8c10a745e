-- Which units have no report, and was something collected in its place? 哪些单位没有报告？是否收集到别的文件？
select unit_name, year, documents, refused_documents
from data_quality
where not has_report
order by year desc, unit_id
limit 20
