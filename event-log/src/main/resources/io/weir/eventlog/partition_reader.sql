-- Positions, claims and parked records of partition readers. The migration of each service that reads runs this file, beside the
-- tables that its handlers write: rows and position are committed together or not at all. event-log owns it.

create table reader_partition (
  reader text not null,
  partition int not null,
  -- The Kafka offset of the next record to apply; null before the first.
  next_offset bigint,
  -- The store position (ce_position) of the last applied record; 0 before the first.
  position bigint not null,
  -- Who may apply, and until when by this database's clock. The epoch rises with each claim and fences the one before.
  owner text not null,
  epoch bigint not null,
  lease_until timestamptz not null,
  primary key (reader, partition)
) with (fillfactor = 50);

-- The readers of a name that are alive, by this database's clock: they share the partitions evenly.
create table reader_member (
  reader text not null,
  owner text not null,
  lease_until timestamptz not null,
  primary key (reader, owner)
) with (fillfactor = 50);

create table blocked_key (
  reader text not null,
  record_key text not null,
  partition int not null,
  -- The offset of the record that could not be applied, and why.
  at_offset bigint not null,
  reason text not null,
  blocked_at timestamptz not null,
  -- An operator asks the reader to try the parked records again.
  release_requested boolean not null default false,
  primary key (reader, record_key)
);

create index blocked_key_of_partition on blocked_key (reader, partition);

-- The records of blocked keys, as they are in the topic, from the one that blocked the key onwards.
create table parked_record (
  reader text not null,
  partition int not null,
  record_offset bigint not null,
  record_key text not null,
  recorded_at timestamptz not null,
  -- A JSON object of strings.
  headers text not null,
  payload bytea not null,
  primary key (reader, partition, record_offset)
);

create index parked_record_of_key on parked_record (reader, record_key, record_offset);
