import type { ListedPerson } from "../contract/person.ts";

type Identity = ListedPerson["identities"][number];

const KINDS: Record<Identity["kind"], string> = {
  email: "E-mail",
  user_id: "User id",
  anonymous_id: "Browser",
  crm_record: "CRM record",
  unknown: "Name",
};
const BY: Record<Identity["by"], string> = {
  event: "a tool",
  import: "an import",
  member: "a colleague",
  merge: "a merge",
  undo: "an undone merge",
  unknown: "Leadside",
};

/** What kind of name it is, and where it counts. */
export const identityKind = ({ kind, where }: Identity): string =>
  kind === "email" || where === "" ? KINDS[kind] : `${KINDS[kind]}, ${where}`;

/** By whose word they go by it. */
export const identityBy = ({ by, why }: Identity): string =>
  why === "" || by === "event" || by === "import" ? `By ${BY[by]}` : `By ${BY[by]}: ${why}`;

/** What was noted in few words, as a sentence. */
export const asSentence = (text: string): string =>
  text === "" ? "" : `${text[0]?.toUpperCase()}${text.slice(1).replace(/\.?$/, ".")}`;

/** What to call somebody: their name, else an address or id of theirs. */
export function personName({ name, identities }: Pick<ListedPerson, "name" | "identities">): string {
  return (
    name ?? identities.find(({ kind }) => kind === "email")?.value ?? identities[0]?.value ?? "Nobody known"
  );
}

/** "VP Data · Initech", as far as known. */
export const personLine = ({ title, company }: Pick<ListedPerson, "title" | "company">): string =>
  [title, company].filter(Boolean).join(" · ");
