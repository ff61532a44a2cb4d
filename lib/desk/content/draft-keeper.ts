import type { Guidance } from "../../contract/guidance.ts";
import { HubError } from "../call-hub.ts";

export interface DraftState {
  /** `unsaved`: not at the hub yet; `out_of_reach`: it could not be, and is tried again. */
  is: "kept" | "unsaved" | "out_of_reach" | "refused";
  keptAt?: string;
  problem?: string;
}

type Save = (guidance: Guidance) => Promise<{ savedAt: string }>;
interface Timing {
  set(act: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** Typing is over for a moment. */
const PAUSE_MS = 800;
const LONGEST_WAIT_MS = 15_000;
const PASSING = new Set<HubError["code"]>(["out_of_reach", "unavailable", "internal", "rate_limited"]);

/** Keeps the draft of one asset at the hub, by itself, and tries until it is there. Only the newest counts. */
export class DraftKeeper {
  readonly #save: Save;
  readonly #timing: Timing;
  readonly #listeners = new Set<() => void>();
  #waiting: Guidance | undefined;
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

  write(guidance: Guidance): void {
    this.#waiting = guidance;
    this.#is({ is: "unsaved" });
    this.#later(PAUSE_MS);
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
      const { savedAt } = await this.#save(guidance);
      this.#failures = 0;
      if (this.#waiting === guidance) {
        this.#waiting = undefined;
        this.#is({ is: "kept", keptAt: savedAt });
      } else if (this.#waiting) this.#later(PAUSE_MS);
    } catch (error) {
      // Forgotten meanwhile.
      if (!this.#waiting) return;
      const problem = error instanceof Error ? error.message : "It could not be kept.";
      if (!(error instanceof HubError) || !PASSING.has(error.code)) {
        this.#is({ is: "refused", problem });
        return;
      }
      this.#failures += 1;
      this.#is({ is: "out_of_reach", problem });
      this.#later(Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.#failures));
    }
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
