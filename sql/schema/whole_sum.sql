-- A sum of counts as an integer; null where none was printed, and where one of them is not whole: 2.5 cases are no part of a sum.
create macro whole_sum(number) as
    if(count(number) = count(whole_number(number)), sum(whole_number(number))::bigint, null);
