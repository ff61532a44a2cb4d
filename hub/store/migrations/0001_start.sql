-- Everything that design 11 fixes from the first table on.

-- This hub ------------------------------------------------------------------
create table hub (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  -- the oldest migration number that a release must know to use this database
  oldest_release integer not null default 1
);
insert into hub default values;

-- A write's key, for ever: what it was and by whom, not what it answered.
create table write_once (
  key uuid primary key,
  author text not null,
  kind text not null,
  digest bytea not null,
  at timestamptz not null default now()
);

-- Tries that protect a secret, counted for all hubs together.
create table attempt (
  bucket text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (bucket, window_start)
);

-- Members ---------------------------------------------------------------------
create table member (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('rep', 'marketer', 'admin')),
  created_at timestamptz not null default now(),
  deactivated_at timestamptz
);
-- A member does not hang on an address; a way to sign in is a row of its own.
create table sign_in_identity (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references member,
  kind text not null check (kind in ('email')),
  value text not null,
  shown text not null,
  unique (kind, value)
);
create table token (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references member,
  hash bytea not null unique,
  -- the write that made it, so that a repeated join can replace it
  write_key uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index token_member on token (member_id);
create table invite (
  id uuid primary key,
  code_hash bytea not null unique,
  email text not null,
  email_shown text not null,
  role text not null check (role in ('rep', 'marketer', 'admin')),
  -- set when the address is already a member's: only then may it join again
  member_id uuid references member,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references member
);

-- Sources and what they sent ----------------------------------------------------
create table source (
  id uuid primary key,
  type text not null,
  name text not null,
  org text,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create table source_key (
  hash bytea primary key,
  source_id uuid not null references source,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
-- One row a batch, later folded into one a day: counting without a hot row.
create table ingest_count (
  id bigint generated always as identity primary key,
  source_id uuid not null references source,
  at timestamptz not null,
  accepted integer not null,
  duplicates integer not null,
  rejected integer not null,
  conflicts integer not null
);
create index ingest_count_source on ingest_count (source_id, at desc);

-- Dedupe: first 128 bits of sha256(source, messageId). No personal data, never pruned.
create table event_key (
  key bytea primary key,
  digest bytea not null,
  at timestamptz not null default now()
);
create sequence event_id;
create table raw_event (
  id bigint primary key,
  source_id uuid not null,
  received_at timestamptz not null,
  message_id text not null,
  type text not null,
  -- as received, with its batch's sentAt beside it
  sent_at text,
  body text not null
);
create table rejected_event (
  id bigint generated always as identity primary key,
  source_id uuid not null,
  received_at timestamptz not null,
  reason text not null,
  message_id text,
  digest bytea not null,
  bytes bytea not null,
  count integer not null default 1,
  unique (source_id, digest)
);
create table conflicting_event (
  id bigint generated always as identity primary key,
  source_id uuid not null,
  received_at timestamptz not null,
  message_id text not null,
  key bytea not null,
  digest bytea not null,
  body text not null,
  count integer not null default 1,
  unique (key, digest)
);

-- Who: an identity is not a person ------------------------------------------------
create table person (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
);
create table identity (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('email', 'user_id', 'anonymous_id', 'crm_record')),
  -- email: ''. user and anonymous ids: the source. crm_record: 'salesforce:acme', or 'salesforce:*' for any org but a sandbox
  namespace text not null,
  value text not null,
  -- a browser that several people identify on begins a new epoch with each of them
  epoch integer not null default 0,
  shown text not null,
  shared_mailbox boolean not null default false,
  created_at timestamptz not null default now(),
  unique (kind, namespace, value, epoch)
);
create index identity_crm_record on identity (value) where kind = 'crm_record';
-- Identity to person, as history. Merge, undo and conversion write here and nowhere else.
create table identity_link (
  id uuid primary key default gen_random_uuid(),
  identity_id bigint not null references identity,
  person_id uuid not null references person,
  -- a shared mailbox may belong to many at once
  shared boolean not null default false,
  by text not null check (by in ('event', 'import', 'member', 'merge', 'undo')),
  why text not null,
  event_id bigint,
  member_id uuid references member,
  -- of a member's word: the first link that it made. A merge makes others of the same word
  confirmation_id uuid,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((by = 'member') = (confirmation_id is not null))
);
create unique index identity_link_current on identity_link (identity_id) where ended_at is null and not shared;
create unique index identity_link_current_shared on identity_link (identity_id, person_id) where ended_at is null and shared;
create index identity_link_person on identity_link (person_id) where ended_at is null;
-- who took over what a person once had
create index identity_link_once on identity_link (person_id) where ended_at is not null;
create table identity_conflict (
  id bigint generated always as identity primary key,
  identity_a bigint not null references identity,
  identity_b bigint not null references identity,
  person_a uuid not null references person,
  person_b uuid not null references person,
  why text not null,
  event_id bigint,
  at timestamptz not null default now(),
  count integer not null default 1,
  resolved_at timestamptz,
  unique (identity_a, identity_b)
);

-- What is known of an identity; appended when it changes, the newest is what holds.
create table fact (
  id bigint generated always as identity primary key,
  identity_id bigint not null references identity,
  key text not null check (key in ('name', 'title', 'company', 'stage', 'sales_owner', 'unsubscribed')),
  value text not null,
  at timestamptz not null,
  source_id uuid,
  event_id bigint
);
create index fact_newest on fact (identity_id, key, at desc, id desc);

create table company (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
);
-- domain: ''. group: the source. name: '' (only where no domain is known)
create table company_key (
  kind text not null check (kind in ('domain', 'group', 'name')),
  namespace text not null,
  value text not null,
  company_id uuid not null references company,
  primary key (kind, namespace, value)
);
create index company_key_company on company_key (company_id);
create table company_fact (
  id bigint generated always as identity primary key,
  company_id uuid not null references company,
  key text not null check (key in ('name', 'industry', 'employees', 'country')),
  value text not null,
  -- of a name: somebody typed it as theirs, which names a company only where nothing better does
  typed boolean not null default false,
  at timestamptz not null,
  source_id uuid
);
create index company_fact_newest on company_fact (company_id, key, typed, at desc, id desc);
create table company_member (
  company_id uuid not null references company,
  identity_id bigint not null references identity,
  at timestamptz not null,
  primary key (company_id, identity_id)
);
create index company_member_identity on company_member (identity_id, at desc);

-- What they did -------------------------------------------------------------------
create table touchpoint (
  id bigint primary key,
  identity_id bigint not null,
  at timestamptz not null,
  received_at timestamptz not null,
  at_basis text not null,
  kind text not null,
  passive boolean not null,
  title text not null,
  detail text,
  words text,
  campaign text,
  url text,
  source_id uuid not null,
  -- the version of the rules that derived kind, passive, title, detail, words, campaign and url from the raw event
  rules integer not null,
  -- the transaction that kept it: tells whether a look-up could already read it, whatever order rows commit in
  tx xid8 not null default pg_current_xact_id()
);
create index touchpoint_newest on touchpoint (identity_id, at desc, id desc);
create index touchpoint_newest_active on touchpoint (identity_id, at desc, id desc) where not passive;
create index touchpoint_received on touchpoint (identity_id, received_at desc) include (id, tx) where not passive;
-- Written in the ingest transaction from what was really inserted; rebuildable. Weeks begin on Monday in the hub's zone.
create table touchpoint_week (
  identity_id bigint not null,
  week date not null,
  kind text not null,
  passive boolean not null,
  count integer not null,
  primary key (identity_id, week, kind, passive)
);

-- What members saw and looked up ------------------------------------------------------
create table seen (
  member_id uuid not null references member,
  record text not null,
  -- the look-up whose answer was on screen, as it stood: look-ups are forgotten earlier
  look_up_id bigint not null,
  at timestamptz not null,
  snapshot pg_snapshot not null,
  shown_ids bigint[] not null,
  primary key (member_id, record)
);
create table look_up (
  id bigint generated always as identity primary key,
  member_id uuid not null,
  at timestamptz not null default now(),
  by text not null check (by in ('record', 'email_from_page', 'email_typed')),
  record text not null,
  email text,
  person_id uuid,
  -- what could be read just before the answer: rows commit in another order than they are received in
  snapshot pg_snapshot not null,
  -- the touchpoints of the answer that were received shortly before its newest, at most a page of them
  recent_ids bigint[] not null default '{}'
);
create index look_up_at on look_up (at);
create index look_up_member on look_up (member_id, record, at desc);
