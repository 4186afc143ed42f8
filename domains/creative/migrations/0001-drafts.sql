-- What the owner asked for beyond the first draft, by card, style and form. Words carry placeholders only;
-- null words: the template of this turn.
create table creative.draft (
  tenant uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
  shop uuid not null,
  card uuid not null,
  style text not null check (style in ('expert', 'warm', 'witty')),
  form text not null check (form in ('group', 'private')),
  turn int not null check (turn >= 0),
  words text,
  -- Which model was asked.
  model text,
  -- Why the model's words are not shown.
  told jsonb,
  -- Since when a model is at work on this turn; a process that died leaves it behind, so it fades.
  writing_since timestamptz,
  made_at timestamptz not null,
  primary key (tenant, card, style, form),
  check (words is null or model is not null)
);
select zhongshu.protect('creative.draft');
