-- The event store and the relay's position. The command service's migration runs this file; event-log owns it.

create table domain_event (
  -- Cache 1: with a larger cache, sessions draw blocks, and the order of indexes is no longer the order of drawing.
  global_index bigint generated always as identity (cache 1) primary key,
  event_id uuid not null unique,
  aggregate_id uuid not null,
  sequence bigint not null check (sequence >= 0),
  aggregate_type text not null,
  type text not null,
  revision text not null,
  occurred_at timestamptz not null,
  -- UTF-8 JSON.
  payload bytea not null,
  -- UTF-8 JSON object of strings: actor, reason, correlationId, causationId, command, traceparent, namespace, subject.
  metadata bytea not null,
  -- The judge of optimistic concurrency.
  constraint domain_event_aggregate_sequence unique (aggregate_id, sequence),
  -- An event that the relay could not send must be refused here, or the relay would stand before it for ever.
  constraint domain_event_fits_the_topic check (octet_length(payload) + octet_length(metadata) <= 1048576),
  constraint domain_event_names_its_namespace check ((convert_from(metadata, 'UTF8')::json ->> 'namespace') is not null)
);

create table relay_position (
  name text primary key,
  -- Every event up to and including this index is in the topic, or will never exist.
  position bigint not null,
  -- One more with each new leader: only the newest may advance the position.
  epoch bigint not null,
  owner text not null,
  -- The relay has found nothing to do and listens for a notification.
  waiting boolean not null
) with (fillfactor = 50);

create function domain_event_before_insert() returns trigger language plpgsql as $$
begin
  -- The transaction gets its id before it draws an index. The relay's rule for holes rests on this order.
  perform pg_current_xact_id();
  -- Committing a notification takes a lock of the whole server, so a busy relay is not called: it reads on anyway.
  if exists (select from relay_position where waiting) then
    perform pg_notify('domain_event', '');
  end if;
  return null;
end
$$;

-- Per statement, so that it runs before the first row's defaults, index included, are computed.
create trigger domain_event_before_insert before insert on domain_event
  for each statement execute function domain_event_before_insert();
