-- Grain: verdict that is made again, or whose unit or year is watched no more. Takes them out before the new
-- ones are added. Inputs: outdated_county_year, check_index, unit, county_year.
delete from score
where (county_id, year) in (select (county_id, year) from outdated_county_year);

delete from ranking
where (county_id, year) in (select (county_id, year) from outdated_county_year);

delete from pairwise_lead
where (county_id, year) in (select (county_id, year) from outdated_county_year);

delete from check_result
where
    (unit_id, year, check_id) in (select (unit_id, year, check_id) from check_index)
    or (unit_id, year) not in (select (unit_id, year) from unit inner join county_year using (county_id));

delete from finding
where
    (unit_id, year, check_id) in (select (unit_id, year, check_id) from check_index)
    or (unit_id, year) not in (select (unit_id, year) from unit inner join county_year using (county_id))
