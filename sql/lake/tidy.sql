-- Forgets the nights of the lake that are more than kept_days old and replaced; removes files that no night
-- needs since as long, and those that no night ever knew: a killed writer leaves such.
call ducklake_expire_snapshots('lake', older_than => now() - to_days(getvariable('kept_days')));
call ducklake_cleanup_old_files('lake', older_than => now() - to_days(getvariable('kept_days')));
call ducklake_delete_orphaned_files('lake', older_than => now() - to_days(getvariable('kept_days')))
