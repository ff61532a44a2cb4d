import type { ContextView, Target } from "../bridge/messages.ts";
import type { Failure } from "../bridge/result.ts";
import type { Person } from "../contract/context.ts";
import { recordKey } from "../contract/record-key.ts";

/** What a question about one record brought. `record` is the key of the record that was asked about. */
export interface Answer {
  record: string;
  view?: ContextView | null;
  failure?: Failure;
  /** The question is on its way. */
  asking: boolean;
}

/** An e-mail that was sent along, because the page shows it or the rep typed it. */
export interface AskedEmail {
  value: string;
  from: "page" | "typed";
}

export interface PanelInputs {
  /** Undefined until the locator spoke; null on a page without a record. */
  target: Target | null | undefined;
  /** Why this frame may not work at all, if so. */
  inert?: Failure | undefined;
  /** The cache's answer, then the hub's. */
  kept: Answer | undefined;
  fresh: Answer | undefined;
  email?: AskedEmail | undefined;
  /** The rep said that the person found by e-mail is somebody else. */
  notByEmail?: boolean;
  /** What said "nobody", shown on while an address that the rep typed is looked up. */
  nobody?: ContextView | undefined;
  /** The page may still be about to show the person's e-mail. */
  hintMayCome?: boolean;
}

interface OfPerson {
  target: Target;
  view: ContextView;
  person: Person;
  /** Asking the hub for something newer than what is shown. */
  refreshing: boolean;
  /** Why what is shown is not the newest, for an answer that did not come. */
  notice?: Failure | undefined;
}

/** Exactly what the panel shows. Each has its own words and next step. */
export type PanelState =
  | { kind: "starting" }
  | { kind: "inert"; failure: Failure }
  | { kind: "no_record" }
  | { kind: "extension_updated"; target: Target | undefined; person: Person | undefined }
  | { kind: "later"; target: Target }
  /** `nobody`: the record alone found no one, and the page's e-mail is waited for. */
  | { kind: "loading"; target: Target; nobody?: ContextView }
  | { kind: "not_connected" | "signed_out"; target: Target; failure: Failure }
  | { kind: "hub_too_old" | "hub_too_new"; target: Target; failure: Failure }
  | { kind: "refused" | "unexpected"; target: Target; failure: Failure }
  | { kind: "out_of_reach"; target: Target; failure: Failure; trying: boolean }
  | {
      kind: "no_match";
      target: Target;
      view: ContextView;
      email: AskedEmail | undefined;
      refreshing: boolean;
      notice?: Failure | undefined;
    }
  /** `no_tool`: and no tool sends anything, so that this means nothing. */
  | ({ kind: "nothing_yet" | "no_tool" } & OfPerson)
  | ({ kind: "person" } & OfPerson);

/**
 * Decides what the panel shows. An answer about another record than the one on screen counts as none,
 * so that nobody's facts stand under another's name.
 */
export function panelState(inputs: PanelInputs): PanelState {
  const { target } = inputs;
  const key = target ? recordKey(target.record) : undefined;
  const kept = inputs.kept?.record === key ? inputs.kept : undefined;
  const fresh = inputs.fresh?.record === key ? inputs.fresh : undefined;
  const found = fresh?.view ?? kept?.view ?? undefined;
  const dropped = inputs.notByEmail && found?.context.match.by === "email";
  const view = (dropped ? undefined : found) ?? inputs.nobody;
  // The cache only ever gets ahead of the hub: what failed is told by asking the hub.
  const failure = fresh?.failure;

  if (failure?.code === "extension_updated") {
    return { kind: "extension_updated", target: target ?? undefined, person: view?.context.person };
  }
  if (inputs.inert) return { kind: "inert", failure: inputs.inert };
  if (target === undefined) return { kind: "starting" };
  if (target === null) return { kind: "no_record" };
  if (target.subject === "later") return { kind: "later", target };

  if (failure && !(view && outlives(failure))) return failed(target, failure, fresh?.asking ?? false);
  if (!view) return { kind: "loading", target };

  const refreshing = fresh?.asking ?? false;
  const { person, sources, kinds } = view.context;
  const shown = { target, view, refreshing, notice: failure };
  if (view.context.match.by === "none" || !person) {
    if (inputs.hintMayCome && !inputs.email) return { kind: "loading", target, nobody: view };
    return { kind: "no_match", ...shown, email: inputs.email };
  }
  if (!kinds.some(({ count }) => count > 0)) {
    return { kind: sources.length === 0 ? "no_tool" : "nothing_yet", ...shown, person };
  }
  return { kind: "person", ...shown, person };
}

/** Whether what was known before may stay on screen in spite of a failure. Never after the right to see it ended. */
function outlives(failure: Failure): boolean {
  return failure.code === "out_of_reach" || failure.code === "refused";
}

function failed(target: Target, failure: Failure, trying: boolean): PanelState {
  switch (failure.code) {
    case "out_of_reach":
      return { kind: "out_of_reach", target, failure, trying };
    // What the browser allowed at this address was taken away.
    case "not_permitted":
      return { kind: "inert", failure };
    case "not_connected":
    case "signed_out":
    case "hub_too_old":
    case "hub_too_new":
    case "refused":
      return { kind: failure.code, target, failure };
    default:
      return { kind: "unexpected", target, failure };
  }
}
