-- 0.3.0: content, links and the desk. Only adds, so that release 0.2.0 goes on beside it on the same database.

-- With it links' and files' short-lived addresses are signed, and readers' network addresses hashed.
alter table hub add column signing_secret bytea not null
  default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

-- Signing in at the desk ----------------------------------------------------------
-- A token is an extension's, or a session of the desk's, which travels as a cookie and ends by itself.
alter table token
  add column kind text not null default 'extension' check (kind in ('extension', 'session')),
  add column expires_at timestamptz;
create table sign_in_link (
  id uuid primary key,
  code_hash bytea not null unique,
  -- null: of a hub without a member, to set it up
  member_id uuid references member,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create table team (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index team_name on team (lower(name)) where deleted_at is null;
create table team_member (
  team_id uuid not null references team,
  member_id uuid not null references member,
  primary key (team_id, member_id)
);
create index team_member_member on team_member (member_id);
-- Whole addresses that an admin says several people read.
create table shared_mailbox (
  value text primary key,
  shown text not null,
  created_at timestamptz not null default now()
);

-- Files -----------------------------------------------------------------------------
-- Bytes by their hash, in chunks: one dump is the whole hub. Until it is whole a file has no hash.
create table file (
  id uuid primary key,
  sha256 bytea unique,
  name text not null,
  -- by its first bytes; null until they were looked at
  type text,
  bytes bigint not null,
  received bigint not null default 0,
  -- every chunk but the last has so many bytes
  chunk_bytes integer not null,
  member_id uuid references member,
  created_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  whole_at timestamptz,
  -- of an upload whose bytes were here already: it keeps none, and says where they are
  same_as uuid references file on delete cascade
);
create index file_unfinished on file (touched_at) where whole_at is null;
create index file_same_as on file (same_as) where same_as is not null;
create table file_chunk (
  file_id uuid not null references file on delete cascade,
  n integer not null,
  bytes bytea not null,
  primary key (file_id, n)
);
-- What is compressed already is not compressed again.
alter table file_chunk alter column bytes set storage external;

-- Content ------------------------------------------------------------------------------
create table asset (
  id uuid primary key,
  kind text not null check (kind in ('pdf', 'image', 'video', 'web_page', 'snippet')),
  title text not null,
  audience text not null default 'all' check (audience in ('all', 'teams', 'marketing')),
  -- null: by nobody who is still known
  owner_id uuid references member,
  created_at timestamptz not null default now(),
  created_by uuid references member,
  verify_every_days integer,
  verified_at timestamptz,
  verified_by uuid references member,
  verified_until timestamptz,
  retired_at timestamptz,
  -- whom its guidance fits, when last counted
  fits integer,
  fits_at timestamptz,
  -- title, guidance and the newest version's text
  words tsvector not null default '',
  -- of these the title's and guidance's: few, so that what was found is ranked without reading whole texts
  named tsvector not null default ''
);
create index asset_listed on asset (lower(title), id) where retired_at is null;
create index asset_retired on asset (lower(title), id) where retired_at is not null;
create index asset_review on asset (verified_until) where retired_at is null;
create index asset_words on asset using gin (words);
create table asset_team (
  asset_id uuid not null references asset,
  team_id uuid not null references team,
  primary key (asset_id, team_id)
);
create table asset_version (
  id uuid primary key,
  asset_id uuid not null references asset,
  number integer not null,
  file_id uuid references file,
  url text,
  text text,
  what_changed text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid references member,
  state text not null check (state in ('processing', 'ready', 'failed')),
  problem text,
  pages integer,
  seconds double precision,
  -- of a page or picture, in pixels or points
  width double precision,
  height double precision,
  thumbnail_id uuid references file,
  -- page 1, or a poster
  picture_id uuid references file,
  unique (asset_id, number)
);
create index asset_version_file on asset_version (file_id);
create index asset_version_thumbnail on asset_version (thumbnail_id);
create index asset_version_picture on asset_version (picture_id);
-- The text of each page of a PDF; of a snippet or another thing, page 1.
create table asset_page (
  version_id uuid not null references asset_version on delete cascade,
  page integer not null,
  text text not null,
  primary key (version_id, page)
);
-- What elsewhere counts as reading it, as hub/library/match-keys.ts writes titles and addresses.
create table asset_match (
  asset_id uuid not null references asset,
  kind text not null check (kind in ('url', 'title')),
  value text not null,
  primary key (asset_id, kind, value)
);
create index asset_match_value on asset_match (kind, value);
-- Published guidance; `replaced_at` null is what holds.
create table guidance (
  id uuid primary key,
  asset_id uuid not null references asset,
  body jsonb not null,
  published_at timestamptz not null default now(),
  published_by uuid references member,
  replaced_at timestamptz
);
create unique index guidance_current on guidance (asset_id) where replaced_at is null;
create table guidance_draft (
  asset_id uuid primary key references asset,
  body jsonb not null,
  saved_at timestamptz not null default now(),
  saved_by uuid references member
);
-- Changes with everything above, so that hubs know when what they keep in memory is old.
create table library (
  only_row boolean primary key default true check (only_row),
  stamp bigint not null
);
insert into library values (true, 1);
-- Readers of an asset for whom its guidance held when they read it; made again from what is stored.
create table asset_reader (
  asset_id uuid not null references asset,
  identity_id bigint not null references identity,
  read_at timestamptz not null,
  -- an active touchpoint that is not the reading itself, within 30 days
  next_step_at timestamptz,
  primary key (asset_id, identity_id)
);
create index asset_reader_identity on asset_reader (identity_id);

-- Sending -----------------------------------------------------------------------------------
-- To an identity, as touchpoints are: merging and parting people leaves shares alone.
create table share (
  id uuid primary key,
  asset_id uuid not null references asset,
  identity_id bigint not null references identity,
  member_id uuid not null references member,
  -- the record that it was made on, as look-ups name it
  record text not null,
  tracked boolean not null,
  -- 128 random bits or more
  token text not null unique,
  prepared_at timestamptz not null default now(),
  copied_at timestamptz,
  composer text,
  composed_at timestamptz,
  sent_version integer,
  pinned_version integer,
  allow_download boolean not null default true,
  expires_at timestamptz,
  revoked_at timestamptz,
  limited_to text,
  -- of people's views, kept with them: what lists and the panel show
  reading jsonb not null default '{}',
  person_read_at timestamptz,
  -- of views of which more is kept than that there was one: what figures of guidance count from
  first_person_read_at timestamptz,
  last_opened_at timestamptz
);
create unique index share_once on share (asset_id, identity_id, member_id, tracked) where revoked_at is null;
create index share_identity on share (identity_id, prepared_at desc);
create index share_asset on share (asset_id, prepared_at desc, id);
create index share_member on share (member_id, prepared_at desc, id);
create index share_listed on share (prepared_at desc, id);
create index share_read on share (member_id, person_read_at desc) where person_read_at is not null;
-- Somebody or something asked for the address.
create table link_fetch (
  id bigint generated always as identity primary key,
  share_id uuid not null references share,
  at timestamptz not null default now(),
  -- method, user agent and the few headers that tell machines; never an address
  evidence jsonb not null,
  -- keyed, with a key that changes each day
  address_hash bytea,
  classification text not null,
  reason text not null,
  rules integer not null
);
create index link_fetch_share on link_fetch (share_id, at desc);
create index link_fetch_address on link_fetch (address_hash, at desc);
create index link_fetch_hashed on link_fetch (at) where address_hash is not null;
-- A page was shown, and told what was looked at.
create table link_view (
  id uuid primary key,
  share_id uuid not null references share,
  fetch_id bigint references link_fetch,
  version_id uuid references asset_version,
  began_at timestamptz not null,
  last_at timestamptz not null,
  evidence jsonb not null default '{}',
  address_hash bytea,
  seconds double precision not null default 0,
  classification text not null,
  reason text not null,
  rules integer not null
);
create index link_view_share on link_view (share_id, began_at desc);
create index link_view_hashed on link_view (began_at) where address_hash is not null;
create index link_view_fetch on link_view (fetch_id);
create index link_view_version on link_view (version_id);
create table link_view_part (
  view_id uuid not null references link_view on delete cascade,
  -- a page, or a tenth of a video, from 1
  part integer not null,
  ms integer not null,
  primary key (view_id, part)
);
-- Network addresses of members' own calls, hashed in the same way; kept a day.
create table member_address (
  address_hash bytea primary key,
  at timestamptz not null
);
create index member_address_at on member_address (at);
-- Codes that were mailed to the address that a link is limited to.
create table link_code (
  id uuid primary key default gen_random_uuid(),
  share_id uuid not null references share,
  code_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index link_code_share on link_code (share_id, created_at desc);
create table put_away (
  id uuid primary key,
  identity_id bigint not null references identity,
  asset_id uuid not null references asset,
  member_id uuid not null references member,
  at timestamptz not null default now(),
  undone_at timestamptz
);
create index put_away_identity on put_away (identity_id) where undone_at is null;
create index put_away_any_identity on put_away (identity_id);
