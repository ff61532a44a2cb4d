-- 0.2.0: a team runs it. Only adds, so that release 0.1.0 goes on beside it on the same database.

-- With it the hashes in `suppression` are made, so that nobody reads addresses out of them by trying.
alter table hub add column suppression_secret bytea not null
  default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

-- What an admin set, such as retention; absent: as it comes.
create table setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  -- null: by an admin token
  changed_by uuid references member
);

-- Work that is done later, at least once, by whichever hub claims it.
create table job (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  -- the same work is queued once
  key text not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  run_at timestamptz not null default now(),
  claimed_by uuid,
  -- whoever claimed it is taken for dead after that
  claimed_until timestamptz,
  tries integer not null default 0,
  -- a code or the kind of an error: never text from outside
  last_error text,
  done_at timestamptz,
  -- given up
  failed_at timestamptz,
  unique (kind, key)
);
create index job_waiting on job (run_at) where done_at is null and failed_at is null;

-- Members' devices --------------------------------------------------------------
-- A token is a device's.
alter table token add column device text;
create table device_code (
  id uuid primary key,
  code_hash bytea not null unique,
  member_id uuid not null references member,
  -- the device that made it
  token_id uuid not null references token,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
alter table invite add column revoked_at timestamptz;

-- Sources -------------------------------------------------------------------------
-- `write_key`: the write that made it, so that one repeated can replace it.
alter table source_key add column expires_at timestamptz, add column write_key uuid;
alter table ingest_count add column suppressed integer not null default 0;
-- What the address said of the type, and the batch of the sending: an event is driven again as it came.
alter table rejected_event add column said_type text, add column sent_at text;
alter table conflicting_event add column said_type text, add column sent_at text;

-- Who is who ------------------------------------------------------------------------
-- Why two persons became one. Those made by release 0.1.0 have no row here.
create table person_merge (
  id uuid primary key default gen_random_uuid(),
  from_person uuid not null references person,
  into_person uuid not null references person,
  by text not null check (by in ('event', 'import', 'member')),
  -- of a member's merge; null: by an admin token
  member_id uuid references member,
  -- Whose the names were before any merge that were said to be one person's. Merges that hold make trees of
  -- these; one is undone by taking it out of its tree, whatever came before and after it.
  from_home uuid not null,
  into_home uuid not null,
  why text not null,
  event_id bigint,
  import_id uuid,
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid references member
);
create index person_merge_from on person_merge (from_person);
create index person_merge_into on person_merge (into_person);
create index person_merge_at on person_merge (at desc, id);
create index person_merge_from_home on person_merge (from_home) where undone_at is null;
create index person_merge_into_home on person_merge (into_home) where undone_at is null;
alter table identity_link
  -- which merge, or the undoing of which, moved it here
  add column merge_id uuid,
  -- whose it would be, had nobody been merged; null: the person's own
  add column home_person_id uuid,
  add column import_id uuid;
-- Deleting an identity or a person asks by these whether anything still refers to it; a partial index cannot answer.
create index identity_link_identity on identity_link (identity_id);
create index identity_link_any_person on identity_link (person_id);
create index identity_link_home on identity_link (home_person_id) where home_person_id is not null;
-- Two who are not one, by an admin's word: no event merges them again.
create table kept_apart (
  person_a uuid not null references person,
  person_b uuid not null references person,
  at timestamptz not null default now(),
  merge_id uuid,
  primary key (person_a, person_b),
  check (person_a < person_b)
);
create index kept_apart_b on kept_apart (person_b);
alter table identity_conflict
  add column import_id uuid,
  add column resolution text check (resolution in ('merged', 'kept_apart')),
  add column merge_id uuid;
create index identity_conflict_b on identity_conflict (identity_b);
create index identity_conflict_person_a on identity_conflict (person_a);
create index identity_conflict_person_b on identity_conflict (person_b);
create index identity_conflict_open on identity_conflict (at desc, id desc) where resolved_at is null;

-- Imports -----------------------------------------------------------------------------
create table import (
  id uuid primary key,
  -- null: by an admin token
  member_id uuid references member,
  state text not null check (state in ('receiving', 'waiting', 'running', 'done', 'failed')),
  -- which sending of the file the lines are of: one that begins anew ends the one before
  attempt uuid not null,
  org text,
  -- how its columns were understood
  columns jsonb not null,
  -- when the report was made: what it says holds from then on
  as_of timestamptz not null,
  lines integer not null default 0,
  done integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  conflicts integer not null default 0,
  suppressed integer not null default 0,
  bad integer not null default 0,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  error text
);
create index import_created on import (created_at desc, id);
-- Lines that wait; each goes in the transaction that does it.
create table import_line (
  import_id uuid not null references import on delete cascade,
  line integer not null,
  fields jsonb not null,
  primary key (import_id, line)
);
-- What could not be taken: number, column and reason, never what stood there.
create table import_fault (
  import_id uuid not null references import on delete cascade,
  line integer not null,
  field text,
  reason text not null,
  primary key (import_id, line)
);
alter table fact add column import_id uuid;
alter table company_fact add column import_id uuid;

-- Privacy -------------------------------------------------------------------------------
create table erasure (
  id uuid primary key,
  at timestamptz not null default now(),
  member_id uuid references member,
  state text not null check (state in ('waiting', 'running', 'done')),
  finished_at timestamptz,
  -- tables and counts
  receipt jsonb
);
-- What must not come back: a keyed hash of (kind, namespace, value), nothing that can be read.
create table suppression (
  hash bytea primary key,
  kind text not null check (kind in ('email', 'user_id', 'anonymous_id', 'crm_record')),
  erasure_id uuid not null references erasure,
  at timestamptz not null default now(),
  lifted_at timestamptz,
  lifted_by uuid references member,
  -- events and lines that were held off, and when last
  count bigint not null default 0,
  last_at timestamptz
);
create index suppression_erasure on suppression (erasure_id);
create index suppression_held on suppression (hash) where lifted_at is null;
create index look_up_person on look_up (person_id, at desc) where person_id is not null;
