-- How complete are the tables, year by year? 历年表格填得全不全？
select year, sum(units_missing) as no_report, sum(cells_expected) as cells,
    sum(cells_blank) as blank, sum(cells_absent) as absent, sum(cells_doubtful) as doubtful
from data_quality_by_county
group by year
order by year
