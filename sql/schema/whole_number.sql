-- Grain: none, a macro. A count as an integer; null, and never rounded, where what was printed is not whole.
create macro whole_number(number) as if(number = trunc(number), try_cast(number as bigint), null);
