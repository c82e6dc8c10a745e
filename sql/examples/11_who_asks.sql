-- Who asks, and who gets what they ask for? 谁在申请？公开率如何？
select applicant_name, sum(received) as received,
    round(sum(granted + partly_granted) / nullif(sum(concluded), 0), 2) as granted_share
from request_applicants_by_year
where applicant <> 'total'
group by applicant_name, applicant_order
order by applicant_order
