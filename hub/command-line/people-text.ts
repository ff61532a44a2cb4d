import type { Conflict, ListedPerson, Merge } from "../../lib/contract/person.ts";
import { count } from "./command.ts";
import { printable, table } from "./table.ts";

type Name = ListedPerson["identities"][number];

const KINDS: Record<Name["kind"], string> = {
  email: "Address",
  crm_record: "Record",
  user_id: "User id",
  anonymous_id: "Browser",
  unknown: "Name",
};
const BY: Record<Name["by"], string> = {
  event: "an event",
  import: "an import",
  member: "a rep's word",
  merge: "a merge",
  undo: "an undone merge",
  unknown: "something newer",
};
const COMMON: Record<Conflict["kind"], string> = {
  user_id: "One user id, two addresses",
  crm_record: "One record, two addresses",
  email: "Two records, one address",
  other: "Two people named as one",
  unknown: "Two people named as one",
};

/** A person at a glance, then every name they go by. */
export function personText(person: ListedPerson): string {
  const { identities, identityCount } = person;
  const names = table(
    ["", "", "Where", "Since", "By", "Why", "Touchpoints", "Last"],
    identities.map((name) => [
      KINDS[name.kind],
      name.shared ? `${name.value} (shared)` : name.value,
      name.where,
      day(name.since),
      BY[name.by],
      name.why,
      name.touchpoints,
      day(name.lastAt),
    ]),
  );
  const more =
    identityCount > identities.length ? `and ${count(identityCount - identities.length)} more` : "";
  return [
    whoIs(person),
    indent([`id ${person.id}`, wasHeard(person), names, more].filter(Boolean).join("\n")),
  ].join("\n");
}

/** A conflict, with what speaks for either side. */
export function conflictText({ id, kind, count: times, at, why, sides, resolution }: Conflict): string {
  const state = resolution === "merged" ? "; merged" : resolution === "kept_apart" ? "; kept apart" : "";
  const often = times === 1 ? "said once" : `said ${count(times)} times`;
  const lines = sides.flatMap(({ identity, person }) => [
    `${KINDS[identity.kind]} ${printable(identity.value)} is ${whoIs(person)}`,
    indent([`id ${person.id}`, wasHeard(person), goesBy(person)].join("\n")),
  ]);
  return [
    `Conflict ${id}: ${COMMON[kind]} (${printable(why)}), ${often} since ${day(at)}${state}`,
    indent(lines.join("\n")),
  ].join("\n");
}

/** Merges as a list, newest first. */
export function mergesText(merges: readonly Merge[]): string {
  return table(
    ["When", "Who", "became", "By", "Why", "Merge"],
    merges.map((merge) => [
      day(merge.at),
      merge.fromName ?? merge.from,
      merge.intoName ?? merge.into,
      merge.by === "member" ? (merge.author?.name ?? "a member") : BY[merge.by],
      merge.undoneAt === null ? merge.why : `${merge.why} Undone ${day(merge.undoneAt)}.`,
      merge.id,
    ]),
  );
}

function whoIs({ name, title, company }: ListedPerson): string {
  const work = [title, company].filter((part) => part !== null).join(" at ");
  return printable([name ?? "Somebody without a name", work].filter(Boolean).join(", "));
}

function wasHeard({ touchpoints, firstAt, lastAt, sources }: ListedPerson): string {
  const when = firstAt === null ? "" : `, ${day(firstAt)} to ${day(lastAt)}`;
  const tellers = sources.length === 0 ? "" : `; told by ${sources.map(printable).join(", ")}`;
  return `${count(touchpoints)} touchpoint${touchpoints === 1 ? "" : "s"}${when}${tellers}`;
}

function goesBy({ identities }: ListedPerson): string {
  const names = identities.filter(({ kind }) => kind !== "anonymous_id");
  return names.map(({ kind, value }) => `${KINDS[kind].toLowerCase()} ${printable(value)}`).join(", ");
}

const indent = (text: string) => text.replaceAll(/^/gm, "  ");
const day = (instant: string | null) => instant?.slice(0, 10) ?? "";
