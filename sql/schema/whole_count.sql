-- A count that may be summed: whole and not negative. 2.5 cases are a fault of the report, and no number of cases.
create macro whole_count(x) as if(x >= 0 and x = floor(x), x, null);
