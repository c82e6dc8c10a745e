-- Run by PostgreSQL in the transaction that holds the lock: a writer's turn, one at a time in a database.
-- A wait that is too long ends it; a machine that is gone is noticed within a minute.
set local lock_timeout = '20min';
set local statement_timeout = 0;
set local idle_in_transaction_session_timeout = 0;
set local tcp_keepalives_idle = 30;
set local tcp_keepalives_interval = 10;
set local tcp_keepalives_count = 3;
select pg_advisory_xact_lock(hashtext('gongkai lake'))
