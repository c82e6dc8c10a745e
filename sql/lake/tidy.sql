-- Forgets the nights of the lake that were replaced more than $kept_days ago, then removes their files, and
-- files that no night knows: a killed writer leaves such.
call ducklake_expire_snapshots('lake', older_than => now() - to_days($kept_days));
call ducklake_cleanup_old_files('lake', cleanup_all => true);
call ducklake_delete_orphaned_files('lake', older_than => now() - to_days($kept_days))
