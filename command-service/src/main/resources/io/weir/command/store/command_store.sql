-- What has which name, until nothing of it is left.
create table resource_name (
  -- As in domain_event.aggregate_type.
  kind text not null,
  namespace text not null,
  name text not null,
  id uuid not null unique,
  primary key (kind, namespace, name)
);

-- What refers to what. A name that is referred to cannot be freed.
create table resource_reference (
  referrer uuid not null references resource_name (id) on delete cascade,
  referred uuid not null references resource_name (id),
  primary key (referrer, referred)
);

create index resource_reference_by_referred on resource_reference (referred);

-- Requests with an Idempotency-Key, and the answers to those that had an effect.
create table idempotent_request (
  key text primary key,
  fingerprint bytea not null,
  -- JSON; null only within the transaction that claims the key.
  answer bytea,
  created_at timestamptz not null default now()
);

create index idempotent_request_by_age on idempotent_request (created_at);
