import { z } from "zod";

/** An answer as it is being written. */
const AnswerDraft = z.object({
  text: z.string(),
  status: z.enum(["seen", "planned", "changed", "declined"]),
  /** A calendar date, or nothing yet. */
  plannedFor: z.string(),
  resolvedBy: z
    .object({
      what: z.enum(["asset", "claim"]),
      versionId: z.string(),
      title: z.string(),
      version: z.number(),
    })
    .nullable(),
  public: z.boolean(),
  /** Also to the givers of what says the same. */
  toAll: z.boolean(),
});
export type AnswerDraft = z.infer<typeof AnswerDraft>;
const Kept = AnswerDraft.extend({ at: z.number() });

export const EMPTY_ANSWER: AnswerDraft = {
  text: "",
  status: "seen",
  plannedFor: "",
  resolvedBy: null,
  public: false,
  toAll: true,
};

const PREFIX = "leadside.answer.";
const KEPT_FOR_MS = 30 * 24 * 3_600_000;

/** What this browser keeps of answers that were not sent. Where it may keep nothing, they last as long as their box. */
export function readAnswerDraft(memberId: string, about: string): AnswerDraft | undefined {
  try {
    const kept = localStorage.getItem(nameOf(memberId, about));
    return kept === null ? undefined : AnswerDraft.parse(JSON.parse(kept));
  } catch {
    // Forbidden by the browser's settings, or of another release.
    return undefined;
  }
}

/** @param draft undefined: there is nothing to keep any more */
export function keepAnswerDraft(memberId: string, about: string, draft: AnswerDraft | undefined): void {
  try {
    const name = nameOf(memberId, about);
    if (draft) localStorage.setItem(name, JSON.stringify({ ...draft, at: Date.now() }));
    else localStorage.removeItem(name);
    forgetOld(Date.now());
  } catch {
    // Forbidden or full: what is typed stays in the page.
  }
}

const nameOf = (memberId: string, about: string) => `${PREFIX}${memberId}.${about}`;

function forgetOld(now: number): void {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = Kept.safeParse(parsed(localStorage.getItem(name)));
    if (!kept.success || kept.data.at < now - KEPT_FOR_MS) localStorage.removeItem(name);
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
