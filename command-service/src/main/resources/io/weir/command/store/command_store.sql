-- Which deployment has which name, until nothing of it is left.
create table deployment_name (
  namespace text not null,
  name text not null,
  deployment_id uuid not null unique,
  primary key (namespace, name)
);

-- Requests with an Idempotency-Key, and the answers to those that had an effect.
create table idempotent_request (
  key text primary key,
  fingerprint bytea not null,
  -- JSON; null only within the transaction that claims the key.
  answer bytea,
  created_at timestamptz not null default now()
);

create index idempotent_request_by_age on idempotent_request (created_at);
