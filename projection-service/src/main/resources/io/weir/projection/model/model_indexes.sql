-- What queries need of one generation, and the keys that refuse a row that is added twice; "${schema}" is filled in.
-- Parts are separated by an empty line, and a rebuild makes them at once, the longest first. To make an index keeps nobody
-- from making another one of the same table; a constraint would, so the keys are unique indexes of columns that are not null.
-- A change here is a new shape, too: raise Generations.SHAPE.

create unique index on ${schema}.audit (aggregate_id, sequence);

create unique index on ${schema}.timeline (aggregate_id, created_at);

-- Times rise with the log: a block range index is enough for "from" and "to", and is small.
create index on ${schema}.audit using brin (time);

create index on ${schema}.deployment (namespace, name);
create index on ${schema}.job (deployment_id);
create index on ${schema}.savepoint (deployment_id);
create index on ${schema}.savepoint (place) where place is not null;
