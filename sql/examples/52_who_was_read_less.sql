-- Is what we failed to read spread evenly, or does it fall on some kind of unit? 没读到的偏向哪类单位？
select unit_kind, count(*) as unit_years, count(missing_reason) as not_read,
    round(count(missing_reason) / count(*), 3) as share, round(avg(doubtful_share), 4) as doubtful_share,
    round((select count(missing_reason) / count(*) from report_panel), 3) as share_of_all
from report_panel
group by unit_kind
order by share desc, unit_kind
