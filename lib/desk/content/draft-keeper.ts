import { Guidance, type GuidanceDraft } from "../../contract/guidance.ts";
import { HubError } from "../call-hub.ts";

export interface DraftState {
  /**
   * `unsaved`: not at the hub yet; `out_of_reach`, `signed_out`: it could not be, and is tried again; `changed`: another
   * was kept meanwhile, and somebody has to choose.
   */
  is: "kept" | "unsaved" | "out_of_reach" | "signed_out" | "changed" | "refused";
  keptAt?: string;
  problem?: string;
  /** What is at the hub instead; null: it was published or discarded. */
  theirs?: GuidanceDraft | null;
}

/** Another draft is at the hub than the one that this goes on from. */
export class DraftChangedError extends Error {
  readonly theirs: GuidanceDraft | null;

  constructor(theirs: GuidanceDraft | null) {
    super("This draft was changed meanwhile.");
    this.theirs = theirs;
  }
}

/** @param basedOn when the draft was saved that this goes on from; null: there was none */
type Save = (guidance: Guidance, basedOn: string | null) => Promise<{ savedAt: string }>;
interface Timing {
  set(act: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** Typing is over for a moment. */
const PAUSE_MS = 800;
const LONGEST_WAIT_MS = 15_000;
const PASSING = new Set<HubError["code"]>([
  "out_of_reach",
  "unavailable",
  "internal",
  "rate_limited",
  "unauthorized",
]);

/** Keeps the draft of one asset at the hub, by itself, and tries until it is there. Only the newest counts. */
export class DraftKeeper {
  readonly #save: Save;
  readonly #timing: Timing;
  readonly #listeners = new Set<() => void>();
  #waiting: Guidance | undefined;
  #basedOn: string | null = null;
  /** Sent, and never answered: it may be at the hub all the same. */
  #unanswered: string[] = [];
  #timer: unknown;
  #saving: Promise<void> | undefined;
  #failures = 0;
  #state: DraftState = { is: "kept" };

  constructor(save: Save, timing: Timing) {
    this.#save = save;
    this.#timing = timing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  state = (): DraftState => this.#state;
  /** What was written and is not at the hub; undefined when all of it is. */
  unsaved = (): Guidance | undefined => this.#waiting;

  /** When the draft was saved that this goes on from; null: there was none. */
  basedOn = (): string | null => this.#basedOn;

  /** What is written from now on goes on from the draft saved then; null: from none. */
  goOnFrom(savedAt: string | null): void {
    this.#basedOn = savedAt;
    this.#unanswered = [];
  }

  write(guidance: Guidance): void {
    this.#waiting = guidance;
    if (this.#state.is === "changed") return;
    this.#is({ is: "unsaved" });
    this.#later(PAUSE_MS);
  }

  /** Of two drafts this one: it takes the place of the other. */
  keepThis(): void {
    const { is, theirs = null } = this.#state;
    if (is !== "changed") return;
    this.goOnFrom(theirs?.savedAt ?? null);
    this.#is({ is: "unsaved" });
    this.#later(0);
  }

  /** Something may have changed for the better: not waited for any longer. */
  tryNow(): void {
    if (this.#state.is === "out_of_reach" || this.#state.is === "signed_out") this.#later(0);
  }

  /** Nothing is waited for any more: it was published or thrown away. Ends a save under way first. */
  async forget(): Promise<void> {
    this.#timing.clear(this.#timer);
    this.#waiting = undefined;
    await this.#saving;
    this.#failures = 0;
    this.#state = { is: "kept" };
    this.#tell();
  }

  #later(ms: number): void {
    this.#timing.clear(this.#timer);
    this.#timer = this.#timing.set(() => {
      this.#saving ??= this.#keep().finally(() => {
        this.#saving = undefined;
      });
    }, ms);
  }

  async #keep(): Promise<void> {
    const guidance = this.#waiting;
    if (!guidance) return;
    try {
      const { savedAt } = await this.#save(guidance, this.#basedOn);
      this.goOnFrom(savedAt);
      this.#failures = 0;
      if (this.#waiting === guidance) {
        this.#waiting = undefined;
        this.#is({ is: "kept", keptAt: savedAt });
      } else if (this.#waiting) this.#later(PAUSE_MS);
    } catch (error) {
      // Forgotten meanwhile.
      if (!this.#waiting) return;
      if (error instanceof DraftChangedError) this.#changed(error.theirs);
      else this.#failed(error, guidance);
    }
  }

  #changed(theirs: GuidanceDraft | null): void {
    if (theirs && this.#unanswered.includes(textOf(theirs.guidance))) {
      // It is this very draft, whose answer was lost.
      this.goOnFrom(theirs.savedAt);
      this.#later(0);
    } else this.#is({ is: "changed", theirs });
  }

  #failed(error: unknown, sent: Guidance): void {
    const problem = error instanceof Error ? error.message : "It could not be kept.";
    if (!(error instanceof HubError) || !PASSING.has(error.code)) {
      this.#is({ is: "refused", problem });
      return;
    }
    this.#unanswered.push(textOf(sent));
    this.#failures += 1;
    this.#is({ is: error.code === "unauthorized" ? "signed_out" : "out_of_reach", problem });
    this.#later(Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.#failures));
  }

  #is(change: DraftState): void {
    const keptAt = change.keptAt ?? this.#state.keptAt;
    this.#state = { ...change, ...(keptAt === undefined ? {} : { keptAt }) };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** As the hub keeps it. */
const textOf = (guidance: Guidance): string => JSON.stringify(Guidance.parse(guidance));
