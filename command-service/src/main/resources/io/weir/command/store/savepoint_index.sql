-- Every savepoint of every deployment, and where its data is. Written with the events, in their transaction.
create table savepoint (
  savepoint_id uuid primary key,
  deployment_id uuid not null,
  -- StateLocation.canonical; null: no data yet, or none any more. The row stays, so that an id is never used twice.
  location text
);

create index savepoint_by_location on savepoint (location) where location is not null;

-- One row per place with data that somebody refers to. Whoever begins to refer to it, and whoever decides its
-- removal, locks the row first: so never both.
create table state_data (
  location text primary key,
  written_by_weir boolean not null,
  doomed boolean not null default false
);
