import type { MessageKind, MessageRequest } from "../bridge/messages.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import type { Ask } from "./ask-context.ts";
import { changeOf, type Draft, EMPTY_DRAFT, placeOf, saysSomething } from "./feedback-draft.ts";
import { type Said, type Saying, stateOf, stateWords } from "./said.ts";
import { SaidBehind } from "./said-behind.ts";
import type { Announcement } from "./use-announcement.ts";

/** So long can a click be taken back before others see it, in milliseconds. */
const UNDO_MS = 6_000;
/** By then the hub must hear that the rep is about to write. */
const HOLD_BY_MS = 4_600;
/** A slower answer than this is told of. */
const SLOW_MS = 700;
/** What is typed is kept at once, and while one types on, so often. */
const DRAFT_PAUSE_MS = 400;
/** The hub, which waits ten minutes, is told anew that somebody writes. */
const HOLD_AGAIN_MS = 5 * 60_000;
/** Who wrote nothing for so long is done. */
const IDLE_MS = 8 * 60_000;
/** The same for who has said nothing in the form yet. */
const LOOKING_MS = 60_000;

export interface Surroundings {
  ask: Ask;
  /** Says something beside this record only. */
  announce: (record: RecordRef, announcement: Announcement) => void;
  /** What the rep said or what waits changed: the lists of both are asked anew. */
  changed: () => Promise<unknown>;
}

type Word = Extract<MessageKind, `feedback.${string}`>;

/**
 * Saying with one click what works, and then, if the rep wants, why. Every word is kept in this browser before it is sent,
 * and what is being written too, so that nothing is lost by going away. Holds what was said since the panel opened.
 */
export class FeedbackGiving {
  said: readonly Said[] = [];
  readonly #behind = new Map<string, SaidBehind>();
  readonly #listeners = new Set<() => void>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** One click at a record. What was being written elsewhere goes as it is. */
  give(record: RecordRef, context: Said["context"], saying: Saying): void {
    this.letGo();
    const { about, type, label, shownBecause, reasons } = saying;
    const because = shownBecause?.trim().slice(0, 400);
    const one: Said = {
      ...saying,
      key: crypto.randomUUID(),
      place: placeOf(about, type),
      record,
      at: new Date().toISOString(),
      state: "sending",
      form: "offered",
      draft: EMPTY_DRAFT,
      context: { ...context, ...(because ? { shownBecause: because } : {}) },
    };
    const { key, at } = one;
    for (const other of this.said) {
      if (other.place === one.place && recordKey(other.record) === recordKey(record)) this.#forget(other.key);
    }
    this.#show([...this.said, one]);
    const behind = new SaidBehind();
    this.#behind.set(key, behind);
    behind.later(SLOW_MS, () => {
      if (this.#find(key)?.state === "sending") this.#tell(key);
    });
    behind.later(HOLD_BY_MS, () => {
      if (behind.hovered) this.#hold(key);
    });
    behind.later(UNDO_MS, () => {
      if (this.#find(key)?.form === "offered") this.#change(key, { form: "closed" });
    });
    const given = { record, about, type, at, context: one.context, taken: [] };
    const request = { ...given, ...(reasons ? { reasons: [...reasons] } : {}) };
    const giving = behind.first(() => this.#around.ask("feedback.give", { key, label, request }));
    void giving.then(async (answer) => {
      if (!answer.ok) {
        this.#forget(key);
        return this.#around.announce(record, { text: answer.error.message });
      }
      const state = stateOf(answer.value);
      this.#change(key, { state: state === "waiting" ? "sending" : state });
      this.#tell(key, state);
      await this.#around.changed();
      // Only what is read from now on tells whether it waits.
      if (this.#find(key)?.state === "sending") this.#change(key, { state: "waiting" });
    });
  }

  /** The rep is in the form: the six seconds stand still. */
  touch(key: string): void {
    const behind = this.#behind.get(key);
    if (behind) behind.entered = true;
    this.#hold(key);
  }

  /** Whether the pointer is over the form. Who only looked at it, and goes, has nothing to add. */
  hover(key: string, inside: boolean): void {
    const behind = this.#behind.get(key);
    if (!behind) return;
    behind.hovered = inside;
    const one = this.#find(key);
    if (inside || behind.entered || one?.form !== "writing" || saysSomething(one.draft)) return;
    this.done(key);
  }

  /** What the form says now. It is kept in this browser while it is typed. */
  write(key: string, part: Partial<Draft>): void {
    const one = this.#find(key);
    const behind = this.#behind.get(key);
    if (!one || !behind) return;
    // A computer that slept: the hub let it go meanwhile, and so does the form.
    const slept = one.form === "writing" && Date.now() - behind.writtenAt >= IDLE_MS;
    this.#change(key, { draft: { ...one.draft, ...part }, failure: undefined });
    if (slept) this.done(key);
    if (slept) return;
    behind.writtenAt = Date.now();
    this.touch(key);
    if (behind.draftDue) return;
    behind.draftDue = true;
    const pause = behind.draftedAt + DRAFT_PAUSE_MS - Date.now();
    if (pause <= 0) this.#keepDraft(key);
    else behind.later(pause, () => this.#keepDraft(key));
  }

  /** What is typed so far is kept now: the rep may be about to go. */
  keep(): void {
    for (const { key } of this.said) this.#keepDraft(key);
  }

  /** The rep is done, and what was written goes in six seconds; without anything written, the click alone does. */
  done(key: string): void {
    const one = this.#find(key);
    const behind = this.#behind.get(key);
    if (!one || !behind || one.form === "closed") return;
    if (one.form === "offered" || (one.form === "late" && !saysSomething(one.draft) && !behind.drafted)) {
      this.#change(key, { form: "closed" });
      return;
    }
    behind.draftDue = true;
    this.#keepDraft(key);
    behind.ended = one;
    this.#change(key, { form: "closed" });
    // Others may have read it: what is added has no undo.
    if (one.form === "late") this.#end(key);
    else {
      this.#tell(key);
      behind.later(UNDO_MS, () => {
        if (behind.ended === one) this.#end(key);
      });
    }
  }

  /** Opens the form again: as it was while nothing of it went, else for a further sentence. */
  addLate(key: string): void {
    const behind = this.#behind.get(key);
    if (!behind?.ended) {
      this.#change(key, { form: "late", draft: EMPTY_DRAFT, failure: undefined });
      return;
    }
    behind.ended = undefined;
    behind.writtenAt = Date.now();
    this.#change(key, { form: "writing" });
    this.#watchIdle(key);
    this.#tell(key);
  }

  /** `quiet`: something else is said in its place. */
  takeBack(key: string, quiet = false): void {
    const one = this.#find(key);
    if (!one) return;
    const request = { id: key, record: one.record };
    const label = `Taken back: ${one.label}`;
    const sending = this.#send(key, "feedback.takeBack", { key: crypto.randomUUID(), label, request });
    this.#forget(key);
    one.onUndo?.();
    void sending.then((answer) => {
      if (!answer.ok) return this.#around.announce(one.record, { text: answer.error.message });
      const text = answer.value.sent ? "Taken back." : "Taken back when the connection is.";
      if (!one.onUndo && !quiet) this.#around.announce(one.record, { text });
      return this.#around.changed();
    });
  }

  /** All that is being written goes now, as it is. `atOnce`: the page is going, and hears no answer any more. */
  letGo(atOnce = false): void {
    for (const { key } of this.said) {
      this.done(key);
      this.#end(key, atOnce);
    }
  }

  /** Another may look at the screen now: what was being written is kept for who wrote it, and nothing of it stays here. */
  leave(): void {
    this.letGo();
    for (const { key } of this.said) this.#forget(key);
  }

  /** Of what waited: that it arrived, or was refused. */
  heard({ waits, refused }: { waits: (key: string) => boolean; refused: (key: string) => boolean }): void {
    for (const { key, state } of this.said) {
      if (refused(key)) this.#forget(key);
      else if (state === "waiting" && !waits(key)) this.#change(key, { state: "sent" });
    }
  }

  /** The status line: what became of the click, with its undo. */
  #tell(key: string, state = this.#find(key)?.state): void {
    const one = this.#find(key);
    const behind = this.#behind.get(key);
    if (!one || state === undefined || (one.form === "closed" && !behind?.ended)) return;
    const text = stateWords({ ...one, state });
    this.#around.announce(one.record, {
      text,
      heard: `${text.replace(/[.…]$/, "")}, undo`,
      undo: () => this.takeBack(key),
      passes: one.form !== "writing",
    });
  }

  /** Others see nothing of it before the rep is done, or is gone: what is kept here lets it go then. */
  #hold(key: string): void {
    const one = this.#find(key);
    const behind = this.#behind.get(key);
    if (!one || !behind || one.form === "closed" || one.form === "late") return;
    behind.writtenAt = Date.now();
    if (one.form === "offered") {
      this.#change(key, { form: "writing" });
      behind.draftDue = true;
      this.#keepDraft(key);
      this.#watchIdle(key);
      if (one.state !== "sending") this.#tell(key);
    }
    if (Date.now() - behind.heldAt < HOLD_AGAIN_MS) return;
    behind.heldAt = Date.now();
    const request = { ...this.#aboutOne(one), hold: true };
    void this.#send(key, "feedback.hold", { key: crypto.randomUUID(), label: one.label, request });
  }

  #keepDraft(key: string): void {
    const one = this.#find(key);
    const behind = this.#behind.get(key);
    const open = one?.form === "writing" || one?.form === "late";
    if (!behind?.draftDue || !open) return;
    behind.draftDue = false;
    behind.drafted = true;
    behind.draftedAt = Date.now();
    const draft = {
      key: behind.changeKey,
      label: one.label,
      request: this.#changeRequest(one, one.form),
    };
    void behind
      .keep(() => this.#around.ask("feedback.draft", draft))
      .then((answer) => {
        if (answer.ok) return;
        if (behind.ended) this.#reopen(key, behind.ended, answer.error.message);
        else if (saysSomething(one.draft)) this.#change(key, { failure: answer.error.message });
      });
  }

  /** Not kept, such as on a full disk: the words are still in the form. */
  #reopen(key: string, ended: Said, failure: string): void {
    const behind = this.#behind.get(key);
    if (behind) behind.ended = undefined;
    if (this.#find(key)?.form !== "closed") return;
    const { form, draft, context } = ended;
    this.#change(key, { form, draft, context, failure });
    if (form === "writing") this.#watchIdle(key);
    this.#around.announce(ended.record, { text: failure });
  }

  /** What was written goes. */
  #end(key: string, atOnce = false): void {
    const behind = this.#behind.get(key);
    const ended = behind?.ended;
    if (!behind || !ended) return;
    behind.ended = undefined;
    const { changeKey } = behind;
    const request = this.#changeRequest(ended, ended.form);
    const change = { key: changeKey, label: ended.label, request };
    const sending = atOnce
      ? this.#around.ask("feedback.change", change)
      : this.#send(key, "feedback.change", change);
    // What is said from now on is another word.
    behind.begin();
    const context = { ...ended.context };
    for (const part of ended.draft.taken) delete context[part];
    this.#change(key, { draft: EMPTY_DRAFT, context });
    void sending.then((answer) => {
      if (!answer.ok) {
        if (this.#find(key)?.form === "closed") behind.changeKey = changeKey;
        return this.#reopen(key, ended, answer.error.message);
      }
      const state = stateOf(answer.value);
      this.#change(key, { state: state === "waiting" ? "sending" : state });
      // After the undo time nobody needs to hear anew that it went.
      if (ended.form === "late" || state !== "sent") {
        this.#around.announce(ended.record, { text: stateWords({ state }) });
      }
      return this.#around.changed().then(() => {
        if (this.#find(key)?.state === "sending") this.#change(key, { state: "waiting" });
      });
    });
  }

  #watchIdle(key: string): void {
    const behind = this.#behind.get(key);
    behind?.later(LOOKING_MS, () => {
      const one = this.#find(key);
      if (one?.form !== "writing") return;
      const patience = saysSomething(one.draft) ? IDLE_MS : LOOKING_MS;
      if (Date.now() - behind.writtenAt >= patience) this.done(key);
      else this.#watchIdle(key);
    });
  }

  /** What the form says; with what was added later nothing is held that could be let go. */
  #changeRequest(one: Said, form: Said["form"]) {
    return {
      ...changeOf(one.draft),
      ...this.#aboutOne(one),
      ...(form === "late" ? { further: true } : { hold: false }),
    };
  }

  #aboutOne({ key, record }: Said) {
    return { id: key, record, at: new Date().toISOString() };
  }

  #send<Kind extends Word>(key: string, kind: Kind, request: MessageRequest<Kind>) {
    const say = () => this.#around.ask(kind, request);
    return this.#behind.get(key)?.inTurn(say) ?? say();
  }

  #find(key: string): Said | undefined {
    return this.said.find((one) => one.key === key);
  }

  #change(key: string, to: Partial<Said>): void {
    this.#show(this.said.map((one) => (one.key === key ? { ...one, ...to } : one)));
  }

  #forget(key: string): void {
    this.#behind.get(key)?.end();
    this.#behind.delete(key);
    this.#show(this.said.filter((one) => one.key !== key));
  }

  #show(said: readonly Said[]): void {
    this.said = said;
    for (const listener of this.#listeners) listener();
  }
}
