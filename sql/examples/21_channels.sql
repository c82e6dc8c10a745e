-- Through which channels do units publish, as they say? 通过哪些渠道公开？
select channel_kind_name, sum(value) as items, count(distinct unit_id) as units,
    string_agg(distinct labels, '；' order by labels) as printed_as
from disclosed_by_channel
group by channel_kind_name, channel_kind_order
order by channel_kind_order
