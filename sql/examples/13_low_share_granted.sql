-- Who grants less than half, having concluded at least five? 办结五件以上而公开不到一半的是谁？
select unit_name, year, concluded, granted + partly_granted as granted, round(granted_share, 2) as share
from request_applicants_by_year
where applicant = 'total' and concluded >= 5 and granted_share < 0.5
order by year desc, share, unit_id
limit 20
