-- The table of a kind that is one row per aggregate; "${schema}" and "${table}" are filled in.
-- A change here is a new shape: raise Generations.SHAPE, and rebuild after the upgrade.

create table ${schema}.${table} (
  id uuid primary key,
  version bigint not null,
  namespace text not null,
  name text not null,
  deleted boolean not null,
  view text not null
) with (fillfactor = 80, toast_tuple_target = 8160);
