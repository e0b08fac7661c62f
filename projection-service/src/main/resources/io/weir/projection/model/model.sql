-- The tables of one generation of the read models. Run in a schema of its own; "${schema}" is filled in.
-- Only what the writer itself needs; model_indexes.sql has the rest, which a rebuild makes after the load.
-- Kinds without parts have one shape of table: plain.sql.
-- A view is kept as it is up to 8 kB (toast_tuple_target): to compress it costs more than to write the row.
-- A change here is a new shape: raise Generations.SHAPE, and rebuild after the upgrade.

create table ${schema}.deployment (
  id uuid primary key,
  version bigint not null,
  namespace text not null,
  name text not null,
  deleted boolean not null,
  labels jsonb not null,
  view text not null
) with (fillfactor = 80, toast_tuple_target = 8160);

create table ${schema}.job (
  id uuid primary key,
  version bigint not null,
  namespace text not null,
  deployment_id uuid not null,
  created_at timestamptz not null,
  view text not null
) with (fillfactor = 80, toast_tuple_target = 8160);

create table ${schema}.savepoint (
  id uuid primary key,
  version bigint not null,
  namespace text not null,
  deployment_id uuid not null,
  job_id uuid,
  -- StateLocation.canonical, to find who has the same data.
  place text,
  deleted boolean not null,
  created_at timestamptz not null,
  view text not null
) with (fillfactor = 80, toast_tuple_target = 8160);

create table ${schema}.deployment_defaults (
  id uuid primary key,
  version bigint not null,
  namespace text not null,
  view text not null
) with (fillfactor = 80, toast_tuple_target = 8160);

create table ${schema}.session_period (
  id uuid primary key,
  version bigint not null,
  namespace text not null,
  begun_at timestamptz not null,
  view text not null
) with (fillfactor = 80, toast_tuple_target = 8160);

create table ${schema}.timeline (
  id uuid not null,
  namespace text not null,
  -- A deployment or a session cluster.
  aggregate_id uuid not null,
  job_id uuid,
  name text not null,
  message text not null,
  created_at timestamptz not null,
  sequence bigint not null
);

create table ${schema}.audit (
  kind text not null,
  aggregate_id uuid not null,
  sequence bigint not null,
  event_id uuid not null,
  position bigint not null,
  namespace text not null,
  subject text not null,
  time timestamptz not null,
  type text not null,
  actor text not null,
  reason text,
  command text not null,
  correlation_id uuid not null,
  causation_id uuid not null,
  traceparent text,
  before text,
  after text
);
