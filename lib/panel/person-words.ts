import type { Person } from "../contract/context.ts";

/**
 * What to call a person in a sentence. The first name only where the order is known: in scripts other than
 * Latin the family name often stands first, and "Dr." is nobody's name.
 */
export function shortName(name: string | undefined): string | undefined {
  const whole = name?.trim();
  if (!whole) return undefined;
  const [first = whole, ...rest] = whole.split(/\s+/u);
  const plain = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]+$/u.test(first);
  return rest.length > 0 && plain && first.length <= 20 ? first : whole;
}

/** The whole name where it is no longer than a few words, since a first name alone may be cut from a whole. */
export function calledName(name: string | undefined): string | undefined {
  const whole = name?.trim();
  return whole && whole.length <= 24 ? whole : shortName(name);
}

/** "VP Data · Initech", or what of it is known. */
export function personLine(person: Pick<Person, "title" | "company"> | undefined): string | undefined {
  const parts = [person?.title?.trim(), person?.company?.name.trim()].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** The heading: the name, else the address, since a person without a name is still somebody. */
export function headingName(person: Pick<Person, "name" | "emails"> | undefined): string | undefined {
  return person?.name?.trim() || person?.emails[0];
}

/** What else is known of a person than stands over the panel, in the order of its use to a rep. */
export function personFacts({ stage, owner, emails }: Person): { term: string; text: string }[] {
  return [
    { term: "Stage", text: stage?.trim() ?? "" },
    { term: "Owner", text: owner?.trim() ?? "" },
    { term: "E-mail", text: emails.join(", ") },
  ].filter(({ text }) => text !== "");
}
