MESSAGE FROM THE MAIN SESSION (delete this file): by accident I overwrote, then deleted, some of your
files in sql/schema (county, county_year, unit, document, report, *_figure, report_section,
reader_doubt, rubric, check_result, finding, score, ranking, run, dictionary). Write your own
versions again, as you had them. sql/, gongkai/warehouse and gongkai/audit are yours alone; I will not touch them.
Commit as soon as something runs. The pack reads: compliance_ranking with <dimension>_lost columns
(null where nothing of the dimension could be judged), findings_by_unit (only verdict fail), data_quality,
quarantine(unit_id, county_id, year, file_name, refusal_reason, refusal_detail): see gongkai/pack/data.py.
Originality may be judged thinly now: exact equality of report_section.fingerprint (sections 1 and 5, characters >= 120)
with the own previous year's / another unit's of the county in the same year (checks own_last_year_similarity, peer_similarity),
so that the rubric's dimensions stand as in DESIGN.md (20/25/25/10/10/10).
