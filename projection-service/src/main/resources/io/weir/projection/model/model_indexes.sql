-- What queries need of one generation, and the keys that refuse a row that is added twice; "${schema}" is filled in.
-- Parts are separated by an empty line, and a rebuild makes them at once: a table is in one part only. The longest first.
-- A change here is a new shape, too: raise Generations.SHAPE.

alter table ${schema}.audit add primary key (aggregate_id, sequence);
-- Times rise with the log: a block range index is enough for "from" and "to", and costs next to nothing.
create index on ${schema}.audit using brin (time);

alter table ${schema}.timeline add primary key (aggregate_id, created_at);

create index on ${schema}.deployment (namespace, name);
create index on ${schema}.job (deployment_id);
create index on ${schema}.savepoint (deployment_id);
create index on ${schema}.savepoint (place) where place is not null;
