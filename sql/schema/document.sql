-- Grain: fetched file × unit × year it was collected for. Inputs: the vault. Units: bytes; times in UTC.
create table document (
    document_sha256 varchar not null,
    unit_id varchar,
    county_id varchar not null,
    year integer,
    url varchar,
    file_name varchar not null,
    fetched_at timestamp not null,
    published_on date,
    media_type varchar,
    bytes bigint not null,
    refusal_reason varchar,
    refusal_code varchar,
    refusal_detail varchar,
    report_id bigint,
);
