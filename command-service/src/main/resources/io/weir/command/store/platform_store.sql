-- A namespace that is closed takes no new names; everything in it is being removed.
alter table resource_name add column closed boolean not null default false;

create index resource_name_closed on resource_name (name) where closed;
create index resource_name_by_namespace on resource_name (namespace);

-- Secret values, sealed. Which master key opens one is beside it; the key itself is in no database.
create table sealed_value (
  secret_id uuid primary key,
  namespace text not null,
  name text not null,
  version bigint not null,
  key_id text not null,
  nonce bytea not null,
  ciphertext bytea not null
);

-- What proves an API token: a hash of its 256 random bits.
create table api_token_hash (
  token_id uuid primary key,
  hash bytea not null
);
