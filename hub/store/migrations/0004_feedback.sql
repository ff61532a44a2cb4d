-- 0.4.0: feedback, talking points and the pipeline. Only adds, so that release 0.3.0 goes on beside it on the same database.

-- Talking points -------------------------------------------------------------------
create table claim (
  id uuid primary key,
  title text not null,
  owner_id uuid references member,
  created_at timestamptz not null default now(),
  created_by uuid references member,
  verify_every_days integer,
  verified_at timestamptz,
  verified_by uuid references member,
  verified_until timestamptz,
  retired_at timestamptz,
  -- whom its newest version fits, when last counted
  fits integer,
  fits_at timestamptz
);
create index claim_listed on claim (lower(title), id) where retired_at is null;
create index claim_review on claim (verified_until) where retired_at is null;
-- Never rewritten; the newest is what reps see.
create table claim_version (
  id uuid primary key,
  claim_id uuid not null references claim,
  number integer not null,
  -- ClaimBody of the contract
  body jsonb not null,
  what_changed text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid references member,
  unique (claim_id, number)
);
create table claim_draft (
  claim_id uuid primary key references claim,
  body jsonb not null,
  saved_at timestamptz not null default now(),
  saved_by uuid references member
);
-- Two versions that are shown by chance to people whom both fit.
create table claim_comparison (
  id uuid primary key,
  a_version_id uuid not null references claim_version,
  b_version_id uuid not null references claim_version,
  started_at timestamptz not null default now(),
  started_by uuid references member,
  stopped_at timestamptz,
  stopped_by uuid references member,
  -- what it came to when it was stopped: the figures and the sentence
  outcome jsonb
);
create unique index claim_comparison_a on claim_comparison (a_version_id) where stopped_at is null;
create unique index claim_comparison_b on claim_comparison (b_version_id) where stopped_at is null;
create table claim_ask (
  id uuid primary key,
  version_id uuid not null references claim_version,
  question text not null,
  at timestamptz not null default now(),
  by_id uuid references member,
  closed_at timestamptz
);
create index claim_ask_version on claim_ask (version_id, at desc);
-- Who has it on a lead's page: five at most, each on one record.
create table claim_ask_place (
  ask_id uuid not null references claim_ask,
  member_id uuid not null references member,
  record text not null,
  shown_at timestamptz not null default now(),
  -- answered or "not now"
  ended_at timestamptz,
  primary key (ask_id, member_id)
);

-- What was on screen may be spoken of, though its reader may use it no more when the click arrives -------------
-- when those who may use it last became others
alter table asset add column audience_at timestamptz;
-- when they were last taken out of a team
alter table member add column teams_at timestamptz;

-- Feedback -----------------------------------------------------------------------------
create table feedback (
  id uuid primary key,
  -- in the order in which it came
  arrived bigint generated always as identity,
  member_id uuid not null references member,
  -- the device that it was given on
  token_id uuid,
  -- Whom it is about, as shares hang on people; null: nobody was known, or they were erased.
  identity_id bigint references identity,
  -- as look-ups name it; null where the person was erased
  record text,
  type text not null,
  asset_id uuid references asset,
  -- of the asset or claim, that was on screen or sent
  version integer,
  page integer,
  share_id uuid references share,
  claim_id uuid references claim,
  claim_version_id uuid references claim_version,
  comparison_id uuid references claim_comparison,
  ask_id uuid references claim_ask,
  -- keys; the first is what themes go by
  reasons text[] not null default '{}',
  their_words text not null default '',
  note text not null default '',
  -- FeedbackContext of the contract, without what was taken away
  context jsonb not null default '{}',
  taken text[] not null default '{}',
  -- of the context, to filter by
  stage text,
  industry text,
  company text,
  company_id uuid references company,
  -- by the device's clock, and by ours
  clicked_at timestamptz not null,
  received_at timestamptz not null default now(),
  -- others see it from then on
  visible_at timestamptz not null,
  taken_back_at timestamptz,
  -- its giver said something newer of the same share or sentence: it stays to be read, and counts no more
  replaced_at timestamptz,
  erased_at timestamptz,
  revision integer not null default 1,
  status text not null default 'new' check (status in ('new', 'seen', 'planned', 'changed', 'declined', 'merged')),
  status_reason text not null default '',
  planned_for date,
  assignee_id uuid references member,
  merged_into uuid references feedback,
  -- an answer is owed to its giver until then; null: none is
  own_due_at timestamptz,
  -- the same, or to the givers of what was merged into it: the earliest
  due_at timestamptz,
  -- from when it is owed: its receipt, or when it was opened again; the working time of an answer counts from it
  owed_at timestamptz,
  -- the first written answer, and the working time that it took
  answered_at timestamptz,
  answer_hours double precision,
  -- when its giver could read the first and the newest answer, to it or to what it was merged into
  first_answer_at timestamptz,
  newest_answer_at timestamptz,
  -- as far as which answer the giver saw; null again when there is another
  answer_seen_at timestamptz,
  changed_at timestamptz not null default now(),
  -- notes, words, company and what it is about
  words tsvector not null default '',
  -- which theme it belongs to: what it is about (of words about nothing, without a reason: itself), type, reason
  theme text collate "C" not null generated always as (
    coalesce(coalesce(claim_id, asset_id, case when reasons = '{}' and (note <> '' or their_words <> '') then id end)::text, '')
    || ':' || type || ':' || coalesce(reasons[1], '')) stored
);
-- one's own, newest first, and counted without a look at the rows
create index feedback_mine on feedback (member_id, received_at desc, id desc)
  include (first_answer_at, newest_answer_at, answer_seen_at) where taken_back_at is null;
-- on a person or record, by one of those who gave it
create index feedback_identity on feedback (identity_id, member_id);
create index feedback_record on feedback (record, member_id) where first_answer_at is not null;
create index feedback_visible on feedback (visible_at desc);
-- what an answer is owed for, and what was answered: for the promise's figures too
create index feedback_due on feedback (due_at, id) where taken_back_at is null and answered_at is null;
create index feedback_answered on feedback (answered_at) where answered_at is not null;
-- the inbox: what is owed by due time, then the rest and what is closed, newest first; counts; themes
create index feedback_owed on feedback (due_at, id)
  where taken_back_at is null and status in ('new', 'seen', 'planned') and answered_at is null and due_at is not null;
create index feedback_rest on feedback (received_at desc, id desc)
  where taken_back_at is null and status in ('new', 'seen', 'planned') and (answered_at is not null or due_at is null);
create index feedback_closed on feedback (received_at desc, id desc)
  where taken_back_at is null and status in ('changed', 'declined');
create index feedback_counted on feedback (status, visible_at) where taken_back_at is null;
create index feedback_theme on feedback (theme, received_at desc) where taken_back_at is null;
create index feedback_asset on feedback (asset_id, received_at desc) where asset_id is not null;
create index feedback_claim on feedback (claim_id, received_at desc) where claim_id is not null;
-- how often each sentence landed
create index feedback_verdicts on feedback (claim_version_id, type, visible_at)
  where claim_version_id is not null and taken_back_at is null and replaced_at is null;
create index feedback_comparison on feedback (comparison_id) where comparison_id is not null;
create index feedback_ask on feedback (ask_id) where ask_id is not null;
create index feedback_share on feedback (share_id) where share_id is not null;
create index feedback_merged on feedback (merged_into) where merged_into is not null;
create index feedback_company on feedback (company_id) where company_id is not null;
create index feedback_assignee on feedback (assignee_id) where assignee_id is not null;
-- taken back before others saw it: its words go
create index feedback_undone on feedback (taken_back_at)
  where taken_back_at < visible_at and (context <> '{}' or note <> '' or their_words <> '' or record is not null);
create index feedback_words on feedback using gin (words);
-- Sentences that the giver added later.
create table feedback_addition (
  id uuid primary key,
  feedback_id uuid not null references feedback,
  text text not null,
  at timestamptz not null default now()
);
create index feedback_addition_of on feedback_addition (feedback_id, at);
-- What marketing wrote, to everybody who gave one of its items.
create table feedback_answer (
  id uuid primary key,
  text text not null,
  by_id uuid references member,
  at timestamptz not null default now(),
  visible_at timestamptz not null,
  undone_at timestamptz,
  status text not null,
  planned_for date,
  asset_version_id uuid references asset_version,
  claim_version_id uuid references claim_version,
  public boolean not null default false
);
create table feedback_answer_item (
  answer_id uuid not null references feedback_answer,
  feedback_id uuid not null references feedback,
  -- when it answered this item; null: that was before it was opened again
  at timestamptz default now(),
  -- its giver heard it only because it was merged into this one, which was answered already
  passed_from uuid references feedback,
  -- false: it goes with that merge
  own boolean not null default true,
  primary key (answer_id, feedback_id)
);
create index feedback_answer_item_of on feedback_answer_item (feedback_id);
-- A write of the inbox over some items, with what stood before and what since: undoing puts that back.
create table feedback_change (
  id uuid primary key,
  kind text not null check (kind in ('change', 'merge', 'answer')),
  by_id uuid references member,
  at timestamptz not null default now(),
  undone_at timestamptz,
  -- of a merge that an answer made: the answer, which takes it back with itself
  part_of uuid references feedback_change,
  -- of a merge: what the others became a part of
  into_id uuid references feedback
);
create index feedback_change_part on feedback_change (part_of) where part_of is not null;
create index feedback_change_merges on feedback_change (at desc) where kind = 'merge';
create table feedback_change_item (
  change_id uuid not null references feedback_change,
  feedback_id uuid not null references feedback,
  before jsonb not null,
  -- the revision that this write made
  revision integer not null,
  primary key (change_id, feedback_id)
);
create index feedback_change_item_of on feedback_change_item (feedback_id);
-- What became of an item, to be read: facts, never words about a person.
create table feedback_event (
  id bigint generated always as identity primary key,
  feedback_id uuid not null references feedback,
  at timestamptz not null default now(),
  by_id uuid references member,
  what text not null,
  details jsonb not null default '{}'
);
create index feedback_event_of on feedback_event (feedback_id, id);
-- Not offered for each other any more; the smaller id first.
create table feedback_apart (
  a_id uuid not null references feedback,
  b_id uuid not null references feedback,
  primary key (a_id, b_id)
);
-- Who may be named for a version.
create table credit (
  feedback_id uuid primary key references feedback,
  answer_id uuid not null references feedback_answer,
  member_id uuid not null references member,
  asset_version_id uuid references asset_version,
  claim_version_id uuid references claim_version,
  asked_at timestamptz not null default now(),
  answered_at timestamptz,
  named boolean,
  -- as they were called when they said yes: stays though they leave
  name text
);
create index credit_member on credit (member_id);
create index credit_asset_version on credit (asset_version_id) where asset_version_id is not null;
create index credit_claim_version on credit (claim_version_id) where claim_version_id is not null;
-- Who has an item open at the desk; of some seconds ago.
create table feedback_presence (
  feedback_id uuid not null references feedback,
  member_id uuid not null references member,
  at timestamptz not null,
  writing boolean not null default false,
  primary key (feedback_id, member_id)
);
-- Changes with every write above, so that open inboxes know that theirs is old.
create table feedback_stamp (
  only_row boolean primary key default true check (only_row),
  stamp bigint not null
);
insert into feedback_stamp values (true, 1);

-- What members are told ----------------------------------------------------------------
create table notice (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references member,
  kind text not null,
  feedback_id uuid not null references feedback,
  -- the id of the answer, change or item that it tells of: each once
  subject text not null,
  at timestamptz not null default now(),
  -- told from then on
  visible_at timestamptz not null default now(),
  seen_at timestamptz,
  digest_id uuid,
  unique (member_id, kind, subject)
);
create index notice_member on notice (member_id, at desc);
create index notice_feedback on notice (feedback_id);
create index notice_unmailed on notice (member_id, visible_at) where digest_id is null and seen_at is null;
-- How often a member gets mail. No row: daily.
create table digest_choice (
  member_id uuid primary key references member,
  digest text not null default 'daily' check (digest in ('off', 'daily', 'weekly')),
  -- in the mail's address that unsubscribes, which needs nobody signed in
  token text not null unique
);
-- A mail; its id goes out as Message-ID, so that a second sending is the same mail.
create table digest (
  id uuid primary key,
  member_id uuid not null references member,
  -- the day or week that it is for: one each
  period text not null,
  at timestamptz not null default now(),
  sent_at timestamptz,
  unique (member_id, period)
);

-- The pipeline -------------------------------------------------------------------------
create table opportunity (
  id uuid primary key default gen_random_uuid(),
  -- 'salesforce:acme', as crm_record identities; '' where no org was said
  namespace text not null,
  crm_id text not null,
  name text not null default '',
  company text not null default '',
  company_id uuid references company,
  stage text not null default '',
  amount numeric,
  currency text not null default '',
  closes_on date,
  open boolean not null default true,
  won boolean not null default false,
  -- whose word changed it last: 'api' or the import's key
  said_by text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- when the company of one that belongs to none was last looked for; null: not since it was written
  sought_at timestamptz,
  unique (namespace, crm_id)
);
create index opportunity_sought on opportunity (sought_at nulls first, id) where open and company_id is null;
create index opportunity_company on opportunity (company_id) where company_id is not null;
create index opportunity_crm_id on opportunity (crm_id);
create index opportunity_listed on opportunity (updated_at desc, id desc);
-- What was said of it, appended when it changes: stage, amount, close date.
create table opportunity_fact (
  id bigint generated always as identity primary key,
  opportunity_id uuid not null references opportunity,
  key text not null check (key in ('stage', 'amount', 'closes_on')),
  value text,
  at timestamptz not null default now(),
  -- 'api' or the import's key
  said_by text not null
);
create index opportunity_fact_newest on opportunity_fact (opportunity_id, key, at desc, id desc);
-- By address or record, as it was said: who is known by it is looked up when it is read.
create table opportunity_contact (
  opportunity_id uuid not null references opportunity on delete cascade,
  kind text not null check (kind in ('email', 'crm_record')),
  value text not null,
  primary key (opportunity_id, kind, value)
);
create index opportunity_contact_value on opportunity_contact (kind, value);
-- companies by what they are called
create index company_fact_called on company_fact (lower(value)) where key = 'name';
