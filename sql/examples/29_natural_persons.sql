-- Where do natural persons make up most of those who ask? 哪些单位的申请人以自然人为主？
select unit_name, received, round(received_share, 2) as share, round(granted_share, 2) as granted_share
from request_applicants_by_year
where applicant = 'natural_person' and year = (select max(year) from county_year) and received >= 5
order by share desc, received desc, unit_id
limit 20
