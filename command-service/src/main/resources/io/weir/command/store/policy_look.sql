-- When a deployment's savepoint policy is to be looked at next. Written with the events; a row that is due is looked
-- at by whichever instance comes first, and what it does is decided by the events alone.
create table policy_look (
  deployment_id uuid primary key,
  due_at timestamptz not null
);

create index policy_look_by_time on policy_look (due_at);
