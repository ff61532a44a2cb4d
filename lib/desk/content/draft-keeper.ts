import { HubError } from "../call-hub.ts";

/** A draft as the hub keeps it. */
export interface KeptDraft<Body> {
  body: Body;
  savedAt: string;
  by: { memberId: string | null; name: string };
}

export interface DraftState<Body> {
  /**
   * `unsaved`: not at the hub yet; `out_of_reach`, `signed_out`: it could not be, and is tried again; `changed`: another
   * was kept meanwhile, and somebody has to choose.
   */
  is: "kept" | "unsaved" | "out_of_reach" | "signed_out" | "changed" | "refused";
  keptAt?: string;
  problem?: string;
  /** What is at the hub instead; null: it was published or discarded. */
  theirs?: KeptDraft<Body> | null;
}

/** Another draft is at the hub than the one that this goes on from. */
export class DraftChangedError<Body> extends Error {
  readonly theirs: KeptDraft<Body> | null;

  constructor(theirs: KeptDraft<Body> | null) {
    super("This draft was changed meanwhile.");
    this.theirs = theirs;
  }
}

/** @param basedOn when the draft was saved that this goes on from; null: there was none */
type Save<Body> = (body: Body, basedOn: string | null) => Promise<{ savedAt: string }>;
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

/** Keeps one draft at the hub, by itself, and tries until it is there. Only the newest counts. */
export class DraftKeeper<Body> {
  readonly #save: Save<Body>;
  readonly #asKept: (body: Body) => Body;
  readonly #timing: Timing;
  readonly #listeners = new Set<() => void>();
  #waiting: Body | undefined;
  #basedOn: string | null = null;
  /** Sent, and never answered: it may be at the hub all the same. */
  #unanswered: string[] = [];
  #timer: unknown;
  #saving: Promise<void> | undefined;
  #failures = 0;
  #state: DraftState<Body> = { is: "kept" };

  /** @param asKept a body as the hub keeps it, such as without spaces at the ends */
  constructor(save: Save<Body>, asKept: (body: Body) => Body, timing: Timing) {
    this.#save = save;
    this.#asKept = asKept;
    this.#timing = timing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  state = (): DraftState<Body> => this.#state;
  /** What was written and is not at the hub; undefined when all of it is. */
  unsaved = (): Body | undefined => this.#waiting;

  /** When the draft was saved that this goes on from; null: there was none. */
  basedOn = (): string | null => this.#basedOn;

  /** What is written from now on goes on from the draft saved then; null: from none. */
  goOnFrom(savedAt: string | null): void {
    this.#basedOn = savedAt;
    this.#unanswered = [];
  }

  write(body: Body): void {
    this.#waiting = body;
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
    const body = this.#waiting;
    if (!body) return;
    try {
      const { savedAt } = await this.#save(body, this.#basedOn);
      this.goOnFrom(savedAt);
      this.#failures = 0;
      if (this.#waiting === body) {
        this.#waiting = undefined;
        this.#is({ is: "kept", keptAt: savedAt });
      } else if (this.#waiting) this.#later(PAUSE_MS);
    } catch (error) {
      // Forgotten meanwhile.
      if (!this.#waiting) return;
      if (error instanceof DraftChangedError) this.#changed((error as DraftChangedError<Body>).theirs);
      else this.#failed(error, body);
    }
  }

  #changed(theirs: KeptDraft<Body> | null): void {
    if (theirs && this.#unanswered.includes(this.#textOf(theirs.body))) {
      // It is this very draft, whose answer was lost.
      this.goOnFrom(theirs.savedAt);
      this.#later(0);
    } else this.#is({ is: "changed", theirs });
  }

  #failed(error: unknown, sent: Body): void {
    const problem = error instanceof Error ? error.message : "It could not be kept.";
    if (!(error instanceof HubError) || !PASSING.has(error.code)) {
      this.#is({ is: "refused", problem });
      return;
    }
    this.#unanswered.push(this.#textOf(sent));
    this.#failures += 1;
    this.#is({ is: error.code === "unauthorized" ? "signed_out" : "out_of_reach", problem });
    this.#later(Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.#failures));
  }

  #is(change: DraftState<Body>): void {
    const keptAt = change.keptAt ?? this.#state.keptAt;
    this.#state = { ...change, ...(keptAt === undefined ? {} : { keptAt }) };
    this.#tell();
  }

  #textOf(body: Body): string {
    return JSON.stringify(this.#asKept(body));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
