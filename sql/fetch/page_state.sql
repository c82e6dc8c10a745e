-- Grain: of `page` the address that answered, not the one that led to it; of `asked` night × host.
-- Inputs: the pulls of one county. For SQLite: each county keeps its own file. `headers` is JSON, pairs;
-- `sha256` is the body's; `vault_path` says where the vault holds it, below its folder, and `body` is the
-- deflated body where it does not; `settled_for` is the unit and year for which nothing but this page is needed.
create table if not exists page (
    url text primary key,
    etag text,
    last_modified text,
    headers text not null,
    sha256 text not null,
    vault_path text,
    body blob,
    settled_for text
) without rowid;

create table if not exists asked (
    night text not null,
    host text not null,
    requests integer not null,
    primary key (night, host)
) without rowid;
