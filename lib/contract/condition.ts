import { z } from "zod";
import { Cursor, Instant, Uuid } from "./primitives.ts";
import { TOUCHPOINT_KINDS } from "./touchpoint.ts";

/** How high somebody stands, as their title says. */
export const SENIORITIES = ["chief", "vice_president", "head", "director", "manager", "individual"] as const;
/** What somebody works on, as their title says. */
export const FIELDS_OF_WORK = [
  "data",
  "engineering",
  "finance",
  "human_resources",
  "it",
  "legal",
  "marketing",
  "operations",
  "procurement",
  "product",
  "sales",
  "security",
] as const;

const Days = z.int().min(1).max(730);
const Text = z.string().trim().min(1).max(120);
const Texts = z.array(Text).min(1).max(20);

/**
 * One thing that holds of a person or does not, or cannot be decided. Guidance is made of these, and later talking
 * points and the definition of a raised hand.
 */
export const Condition = z.discriminatedUnion("fact", [
  /** By their title; both lists must agree where both are given. */
  z.object({
    fact: z.literal("role"),
    seniority: z.array(z.enum(SENIORITIES)).min(1).optional(),
    fields: z.array(z.enum(FIELDS_OF_WORK)).min(1).optional(),
  }),
  /** The title has one of these words in it. */
  z.object({ fact: z.literal("title"), any: Texts }),
  /** `within`: and got there in the last so many days. `not`: are not at any of them. */
  z.object({ fact: z.literal("stage"), any: Texts, not: z.boolean().optional(), within: Days.optional() }),
  /** Did one of these; `about`: with one of these words in the title or address. Never what was done to them. */
  z.object({
    fact: z.literal("did"),
    kinds: z.array(z.enum(TOUCHPOINT_KINDS)).min(1),
    about: Texts.optional(),
    within: Days.optional(),
    least: z.int().min(2).max(100).optional(),
  }),
  /** Said one of these in their own words, such as a competitor's name. */
  z.object({ fact: z.literal("said"), any: Texts, within: Days.optional() }),
  z.object({ fact: z.literal("industry"), any: Texts }),
  z.object({ fact: z.literal("country"), any: Texts }),
  /** People in the company; both ends belong to it. */
  z.object({ fact: z.literal("employees"), from: z.int().min(1).optional(), to: z.int().min(1).optional() }),
  /** One of these assets was sent to them, or read by them. */
  z.object({
    fact: z.literal("asset"),
    was: z.enum(["sent", "read"]),
    ids: z.array(Uuid).min(1).max(20),
    within: Days.optional(),
  }),
  z.object({ fact: z.literal("unsubscribed") }),
]);
export type Condition = z.infer<typeof Condition>;

/** Holds, does not, or a fact that it needs is not known: never the same as "does not". */
export const VERDICTS = ["yes", "no", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `to`: all of them. `when`: all or any, as `joint` says. `except`: none of them. Empty lists ask nothing. */
export const Conditions = z.object({
  to: z.array(Condition).max(12),
  joint: z.enum(["and", "or"]),
  when: z.array(Condition).max(12),
  except: z.array(Condition).max(12),
});
export type Conditions = z.infer<typeof Conditions>;

/** What the chooser offers in a part of the sentence, best known first. `query`: as typed so far. */
export const ChoicesRequest = z.object({
  part: z.enum(["to", "when", "except"]),
  query: z.string().max(120),
});
export const Choice = z.object({
  condition: Condition,
  /** As it stands in the sentence: "are at Evaluation". */
  words: z.string(),
  /** Of how many it holds today, alone. */
  people: z.int().nonnegative(),
});
export type Choice = z.infer<typeof Choice>;
export const ChoicesReply = z.object({
  items: z.array(Choice),
  /** Of how many people each kind of fact is known at all. */
  known: z.array(z.object({ fact: z.string(), people: z.int().nonnegative() })),
  of: z.int().nonnegative(),
});

/** A person whom conditions were asked of, and the facts that decided it. */
export const JudgedPerson = z.object({
  id: Uuid,
  name: z.string(),
  title: z.string().optional(),
  company: z.string().optional(),
  /** In words with a date: "Read pricing twice, Wed". For `cannot be decided`, what is missing. */
  why: z.array(z.string()),
});
export type JudgedPerson = z.infer<typeof JudgedPerson>;

export const PreviewRequest = z.object({ conditions: Conditions, assetId: Uuid.optional() });
const Counted = z.object({ words: z.string(), people: z.int().nonnegative() });
export const PreviewReply = z.object({
  /** How many each holds of alone, in the order of the request. */
  alone: z.object({
    to: z.array(z.int()),
    when: z.array(z.int()),
    except: z.array(z.int()),
  }),
  fits: z.object({ people: z.int().nonnegative(), some: z.array(JudgedPerson).max(5) }),
  /** Neither fits nor not: what is not known, and the panel's sentence for it. */
  undecided: z.object({ people: z.int().nonnegative(), by: z.array(Counted), panel: z.string().nullable() }),
  /** Would fit, but for an exception, or since they were sent or have read the asset. */
  keptOut: z.object({ people: z.int().nonnegative(), by: z.array(Counted) }),
  /** Of how many people, and as they stood then. */
  of: z.int().nonnegative(),
  asOf: Instant,
});
export type PreviewReply = z.infer<typeof PreviewReply>;

export const JudgedPeopleRequest = PreviewRequest.extend({
  which: z.enum(["fits", "undecided", "kept_out"]),
  cursor: Cursor.optional(),
});
export const JudgedPeopleReply = z.object({ items: z.array(JudgedPerson), next: Cursor.nullable() });
