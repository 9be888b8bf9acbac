-- All instants are milliseconds since the epoch, so that the same queries run on both databases.

create table project (
  id integer generated always as identity primary key,
  name text not null unique,
  plan_apis integer,
  plan_environments integer,
  created_at bigint not null
);

create table project_key (
  sha256 bytea primary key,
  project integer not null references project,
  hint text not null,
  created_at bigint not null,
  revoked_at bigint
);

create table admin_token (
  sha256 bytea primary key,
  hint text not null,
  created_at bigint not null,
  revoked_at bigint
);

create table session (
  sha256 bytea primary key,
  admin_token bytea not null,
  expires_at bigint not null
);

create table series (
  id integer generated always as identity primary key,
  project integer not null references project,
  api text not null,
  environment text not null,
  first_seen bigint not null,
  unique (project, api, environment)
);

create table endpoint (
  id integer generated always as identity primary key,
  series integer not null references series,
  method text not null,
  path text not null,
  unique (series, method, path)
);

-- key: the first 16 bytes of the SHA-256 of an Idempotency-Key
create table batch (
  project integer not null,
  key bytea not null,
  received_at bigint not null,
  events integer not null,
  primary key (project, key)
);
create index batch_age on batch (received_at);

create sequence event_number cache 1000;
create table event (
  number bigint not null default nextval('event_number'),
  at bigint not null,
  series integer not null,
  endpoint integer not null,
  latency_ms bigint not null,
  status smallint not null,
  hit429 boolean not null,
  headers text
) partition by range (at);
create index event_series_at on event (series, at desc);

create table minute (
  minute bigint not null,
  series integer not null,
  shard smallint not null,
  calls bigint not null,
  errors bigint not null,
  hits429 bigint not null,
  latency_max bigint not null,
  latency integer[] not null,
  primary key (minute, series, shard)
) partition by range (minute);

create table hour (
  hour bigint not null,
  series integer not null,
  calls bigint not null,
  errors bigint not null,
  hits429 bigint not null,
  latency_max bigint not null,
  latency bigint[] not null,
  primary key (hour, series)
);

-- hours whose minutes have changed since they were summed up
create table hour_due (
  hour bigint not null,
  shard smallint not null,
  changes bigint not null,
  primary key (hour, shard)
);

-- how far jobs have come
create table job_state (
  name text primary key,
  value bigint not null
);

create table series_now (
  series integer primary key,
  last_call bigint not null,
  headers text,
  headers_at bigint
);

create table day_count (
  series integer not null,
  day bigint not null,
  shard smallint not null,
  calls bigint not null,
  primary key (series, day, shard)
);

-- events that clients had to drop, as they report it
create table client_drop (
  project integer not null,
  day bigint not null,
  reason text not null,
  shard smallint not null,
  events bigint not null,
  primary key (project, day, reason, shard)
);

-- kind: minute, hour, daily or monthly; thresholds: percent, separated by commas
create table api_limit (
  project integer not null references project,
  api text not null,
  environment text not null,
  kind text not null,
  value bigint not null,
  thresholds text not null,
  primary key (project, api, environment, kind)
);

create table threshold_reached (
  series integer not null,
  kind text not null,
  period_start bigint not null,
  threshold smallint not null,
  reached_at bigint not null,
  primary key (series, kind, period_start, threshold)
);

-- secret: encrypted with the server's key
create table webhook (
  id integer generated always as identity primary key,
  project integer not null references project,
  url text not null,
  secret bytea not null,
  active boolean not null,
  created_at bigint not null
);

-- status: due, delivered, failed
create table webhook_delivery (
  id text primary key,
  webhook integer not null references webhook,
  event text not null,
  body text not null,
  created_at bigint not null,
  next_at bigint not null,
  attempts integer not null default 0,
  status text not null default 'due',
  last_status integer,
  last_error text,
  ended_at bigint
);
create index webhook_due on webhook_delivery (next_at) where status = 'due';
create index webhook_log on webhook_delivery (webhook, created_at desc);

create function add_arrays(a bigint[], b bigint[]) returns bigint[] language sql immutable parallel safe as
  'select array_agg(coalesce(x, 0) + coalesce(y, 0) order by i) from unnest(a, b) with ordinality as u(x, y, i)';
create function add_arrays(a integer[], b integer[]) returns integer[] language sql immutable parallel safe as
  'select array_agg(coalesce(x, 0) + coalesce(y, 0) order by i) from unnest(a, b) with ordinality as u(x, y, i)';
