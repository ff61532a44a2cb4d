import type { Classification } from "../../../lib/contract/share.ts";
import { type MachineKind, machineOf } from "./agents.ts";
import type { FetchEvidence, ViewEvidence } from "./evidence.ts";

/** The version of these rules. Raise it with every change of what they say: what is stored is then judged again. */
export const RULES = 1;

/** Links that one address opens within two seconds: nobody clicks as fast. */
export const BURST = 3;
/** Companies whose links one address opens on one day: a gateway that they share. */
export const MANY_COMPANIES = 3;
/** In sight for less, nobody has read anything. */
const LEAST_VISIBLE_MS = 2_000;

export interface Verdict {
  classification: Classification;
  /** In words that a rep understands. */
  reason: string;
  /** Of a machine: which sort. */
  by?: MachineKind;
}

const automated = (reason: string, by: MachineKind = "a machine"): Verdict => ({
  classification: "likely_automated",
  reason,
  by,
});
const unknown = (reason: string): Verdict => ({ classification: "unknown", reason });
const INTERNAL: Verdict = {
  classification: "internal",
  reason: "From an address that your own team uses Leadside from",
};

/** Who asked for the address. That alone is never a person: a view may follow, and tells more. */
export function classifyFetch(evidence: FetchEvidence): Verdict {
  const { method, purpose, language, elsewhere, internal, burst, companies } = evidence;
  const machine = namedMachine(evidence);
  if (machine) return automated(machine.name, machine.kind);
  if (internal) return INTERNAL;
  if (method === "HEAD") return automated("Asked whether the address works, as link checkers do");
  if (/prefetch|preview|prerender/i.test(purpose)) {
    return automated("A browser that loads pages ahead, before anybody opens them");
  }
  if (!language) return automated("A program that gives itself out as a browser");
  if (burst >= BURST) return automated(`Opened ${burst} links within 2 seconds`, "a mail scanner");
  if (companies >= MANY_COMPANIES) {
    return automated(`One address that opened links of ${companies} companies that day`, "a mail scanner");
  }
  return unknown(
    elsewhere ? "Opened; a page elsewhere tells us no more" : "Opened, and the page told nothing of a reader",
  );
}

/** What is said of views of which nothing more is kept. */
export const LIMITED_WORDS = {
  person: "Opened by a person; nothing more is noted",
  unknown: "Opened; nothing more is noted",
};

const namedMachine = ({ limited, named, agent }: FetchEvidence) => (limited ? named : machineOf(agent));

/** Of a fetch of which only that it was is kept: what speaks against a person, so that no machine becomes one. */
export function limitedEvidence(evidence: FetchEvidence): Partial<FetchEvidence> {
  const { elsewhere, internal, burst, companies } = evidence;
  const named = namedMachine(evidence);
  return {
    limited: true,
    elsewhere,
    ...(named ? { named } : {}),
    ...(internal ? { internal } : {}),
    ...(burst >= BURST ? { burst } : {}),
    ...(companies >= MANY_COMPANIES ? { companies } : {}),
  };
}

/**
 * Who looked at the page. A person is whoever had it in sight for some seconds and did something that a person does;
 * whatever speaks against it makes it unknown at least.
 */
export function classifyView(view: ViewEvidence, fetch: FetchEvidence | undefined): Verdict {
  const machine = fetch && namedMachine(fetch);
  if (machine) return automated(machine.name, machine.kind);
  if (view.driven) return automated("A browser steered by a program");
  if (view.internal || fetch?.internal) return INTERNAL;
  const gestures = gestureWords(view);
  const burst = Math.max(view.burst, fetch?.burst ?? 1);
  const companies = Math.max(view.companies, fetch?.companies ?? 1);
  const stayed = `stayed ${clock(view.visibleMs)}`;
  if (gestures === undefined) {
    if (burst >= BURST) return automated(`Opened ${burst} links within 2 seconds`, "a mail scanner");
    if (companies >= MANY_COMPANIES) {
      return automated(
        `One address that opened links of ${companies} companies that day, and never scrolled or moved`,
        "a mail scanner",
      );
    }
    if (view.visibleMs === 0)
      return unknown("Opened where nobody could see it, such as a tab in the background");
    return unknown(`A page that ${stayed} and was never scrolled or moved`);
  }
  if (view.visibleMs < LEAST_VISIBLE_MS) return unknown(`In sight for ${clock(view.visibleMs)} only`);
  if (burst >= BURST) return unknown(`${gestures}, but ${burst} links were opened within 2 seconds`);
  if (companies >= MANY_COMPANIES) {
    return unknown(`${gestures}, but one address opened links of ${companies} companies that day`);
  }
  return { classification: "person", reason: `${gestures} and ${stayed}` };
}

/** What somebody did; undefined where nobody did anything. */
function gestureWords({ scrolled, pointer, keys, touches }: ViewEvidence): string | undefined {
  if (scrolled > 0) return "Scrolled";
  if (touches > 0) return "Touched the page";
  if (pointer > 0) return "Moved the pointer";
  return keys > 0 ? "Used the keyboard" : undefined;
}

/** "1:31" */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
