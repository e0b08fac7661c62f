-- The sets of read-model tables. Exactly one is active: the views of this schema show it.
create table generation (
  number int generated always as identity primary key,
  shape int not null,
  active boolean not null default false,
  created_at timestamptz not null default now()
);

create unique index one_active_generation on generation (active) where active;
