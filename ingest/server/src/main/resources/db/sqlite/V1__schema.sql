-- All instants are milliseconds since the epoch, so that the same queries run on both databases.

create table project (
  id integer primary key,
  name text not null unique,
  plan_apis integer,
  plan_environments integer,
  created_at integer not null
);

create table project_key (
  sha256 blob primary key,
  project integer not null references project,
  hint text not null,
  created_at integer not null,
  revoked_at integer
);

create table admin_token (
  sha256 blob primary key,
  hint text not null,
  created_at integer not null,
  revoked_at integer
);

create table session (
  sha256 blob primary key,
  admin_token blob not null,
  expires_at integer not null
);

create table series (
  id integer primary key,
  project integer not null references project,
  api text not null,
  environment text not null,
  first_seen integer not null,
  unique (project, api, environment)
);

create table endpoint (
  id integer primary key,
  series integer not null references series,
  method text not null,
  path text not null,
  unique (series, method, path)
);

-- key: the first 16 bytes of the SHA-256 of an Idempotency-Key
create table batch (
  project integer not null,
  key blob not null,
  received_at integer not null,
  events integer not null,
  primary key (project, key)
);
create index batch_age on batch (received_at);

create table event (
  number integer primary key,
  at integer not null,
  series integer not null,
  endpoint integer not null,
  latency_ms integer not null,
  status integer not null,
  hit429 integer not null,
  headers text
);
create index event_series_at on event (series, at desc);
create index event_at on event (at);

create table minute (
  minute integer not null,
  series integer not null,
  shard integer not null,
  calls integer not null,
  errors integer not null,
  hits429 integer not null,
  latency_max integer not null,
  latency blob not null,
  primary key (minute, series, shard)
);

create table hour (
  hour integer not null,
  series integer not null,
  calls integer not null,
  errors integer not null,
  hits429 integer not null,
  latency_max integer not null,
  latency blob not null,
  primary key (hour, series)
);

-- hours whose minutes have changed since they were summed up
create table hour_due (
  hour integer not null,
  shard integer not null,
  changes integer not null,
  primary key (hour, shard)
);

-- how far jobs have come
create table job_state (
  name text primary key,
  value integer not null
);

create table series_now (
  series integer primary key,
  last_call integer not null,
  headers text,
  headers_at integer
);

create table day_count (
  series integer not null,
  day integer not null,
  shard integer not null,
  calls integer not null,
  primary key (series, day, shard)
);

-- events that clients had to drop, as they report it
create table client_drop (
  project integer not null,
  day integer not null,
  reason text not null,
  shard integer not null,
  events integer not null,
  primary key (project, day, reason, shard)
);

-- kind: minute, hour, daily or monthly; thresholds: percent, separated by commas
create table api_limit (
  project integer not null references project,
  api text not null,
  environment text not null,
  kind text not null,
  value integer not null,
  thresholds text not null,
  primary key (project, api, environment, kind)
);

create table threshold_reached (
  series integer not null,
  kind text not null,
  period_start integer not null,
  threshold integer not null,
  reached_at integer not null,
  primary key (series, kind, period_start, threshold)
);

-- secret: encrypted with the server's key
create table webhook (
  id integer primary key,
  project integer not null references project,
  url text not null,
  secret blob not null,
  active integer not null,
  created_at integer not null
);

-- status: due, delivered, failed
create table webhook_delivery (
  id text primary key,
  webhook integer not null references webhook,
  event text not null,
  body text not null,
  created_at integer not null,
  next_at integer not null,
  attempts integer not null default 0,
  status text not null default 'due',
  last_status integer,
  last_error text,
  ended_at integer
);
create index webhook_due on webhook_delivery (next_at) where status = 'due';
create index webhook_log on webhook_delivery (webhook, created_at desc);
