-- Grain: county × year. Key: county_id, year. Inputs: county, county_year, unit, report, request_figure,
-- outcome, review_figure, narrative_figure, ranking, check_result. Units: requests and cases (件), disclosed
-- items (条), points. Sums are over the units that printed a whole number; `..._units` beside a sum says how many
-- those are, and a sum over none is null. `granted_share` is granted and partly granted together, of
-- concluded, both summed first over the units that printed both. An approximate total of the prose is left out of disclosed_total.
with county as (
    select * from county
),

county_year as (
    select * from county_year
),

report as (
    select * from report
    where is_current
),

units as (
    select
        county_id,
        count(*) as units,
    from unit
    group by county_id
),

-- where most of the units' codes are; systems of codes may differ in it, so it groups and never joins
coded as (
    select
        county_id,
        left(code, 4) as city_code,
        count(*) as units,
    from unit
    where regexp_full_match(code, '[0-9]{6,}')
    group by
        county_id,
        left(code, 4)
),

city as (
    select
        county_id,
        city_code,
    from coded
    qualify row_number() over (partition by county_id order by units desc, city_code) = 1
),

request as (
    select
        report_id,
        outcome,
        outcome_group,
        whole_count(value) as value,
    from request_figure
    inner join outcome using (outcome)
    where applicant = 'total'
),

-- of a unit that prints only one of the two, neither counts
share as (
    select
        report_id,
        sum(value) filter (where outcome_group in ('granted', 'partly_granted')) as granted,
        any_value(value) filter (where outcome = 'concluded') as concluded,
    from request
    group by report_id
),

shares as (
    select
        report.county_id,
        report.year,
        sum(granted) / nullif(sum(concluded), 0) as granted_share,
    from share
    inner join report using (report_id)
    where granted is not null and concluded is not null
    group by
        report.county_id,
        report.year
),

requests as (
    select
        report.county_id,
        report.year,
        sum(value) filter (where outcome = 'received')::bigint as received_total,
        count(value) filter (where outcome = 'received') as received_units,
        count(*) filter (where outcome = 'received' and value > 0) as units_with_requests,
        sum(value) filter (where outcome = 'carried_in')::bigint as carried_in_total,
        sum(value) filter (where outcome = 'concluded')::bigint as concluded_total,
        sum(value) filter (where outcome = 'carried_out')::bigint as carried_out_total,
        sum(value) filter (where outcome_group in ('granted', 'partly_granted'))::bigint as granted_total,
    from request
    inner join report using (report_id)
    group by
        report.county_id,
        report.year
),

reviews as (
    select
        report.county_id,
        report.year,
        sum(whole_count(value)) filter (where channel = 'reconsideration')::bigint as reconsiderations_total,
        sum(whole_count(value)) filter (where channel <> 'reconsideration')::bigint as litigations_total,
    from review_figure
    inner join report using (report_id)
    where result = 'total'
    group by
        report.county_id,
        report.year
),

stated as (
    select
        report_id,
        arg_min(whole_count(value), ordinal) as disclosed_total,
    from narrative_figure
    where name = 'disclosed_total' and not is_approximate
    group by report_id
),

disclosed as (
    select
        report.county_id,
        report.year,
        sum(disclosed_total)::bigint as disclosed_total,
        count(disclosed_total) as disclosed_units,
    from stated
    inner join report using (report_id)
    group by
        report.county_id,
        report.year
),

ranks as (
    select
        county_id,
        year,
        count(*) filter (where not is_missing) as units_reported,
        count(*) filter (where state = 'not_found') as units_missing,
        count(*) filter (where is_missing and state <> 'not_found') as units_unread,
        count(*) filter (where is_ranked) as units_ranked,
        median(score) as median_score,
        min(score) as lowest_score,
        max(score) as highest_score,
    from ranking
    group by
        county_id,
        year
),

late as (
    select
        county_id,
        year,
        count(*) filter (where verdict = 'fail') as units_late,
    from check_result
    where check_id = 'published_on_time'
    group by
        county_id,
        year
),

county_by_year as (
    select
        county_year.county_id,
        county.county_name,
        county.is_fictional,
        county_year.year,
        county_year.deadline,
        county_year.deadline_basis,
        county_year.is_deadline_set,
        city.city_code,
        units.units,
        ranks.units_reported,
        ranks.units_missing,
        ranks.units_unread,
        ranks.units_ranked,
        coalesce(late.units_late, 0) as units_late,
        requests.received_total,
        coalesce(requests.received_units, 0) as received_units,
        coalesce(requests.units_with_requests, 0) as units_with_requests,
        requests.carried_in_total,
        requests.concluded_total,
        requests.granted_total,
        shares.granted_share,
        requests.carried_out_total,
        reviews.reconsiderations_total,
        reviews.litigations_total,
        disclosed.disclosed_total,
        coalesce(disclosed.disclosed_units, 0) as disclosed_units,
        ranks.median_score,
        ranks.lowest_score,
        ranks.highest_score,
    from county_year
    inner join county using (county_id)
    inner join units on units.county_id = county_year.county_id
    left join city on county_year.county_id = city.county_id
    inner join ranks on ranks.county_id = county_year.county_id and ranks.year = county_year.year
    left join late on late.county_id = county_year.county_id and late.year = county_year.year
    left join requests
        on requests.county_id = county_year.county_id and requests.year = county_year.year
    left join shares
        on shares.county_id = county_year.county_id and shares.year = county_year.year
    left join reviews on reviews.county_id = county_year.county_id and reviews.year = county_year.year
    left join disclosed
        on disclosed.county_id = county_year.county_id and disclosed.year = county_year.year
)

select * from county_by_year
order by
    county_id,
    year
