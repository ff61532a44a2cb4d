import { randomUUID } from "node:crypto";
import { readSalesforceId } from "../../hub/people/salesforce-id.ts";
import { ADMIN_TOKEN, type TestHub } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";

/** A name out of the few of a world. */
export interface Name {
  kind: "user" | "email" | "record" | "browser" | "mailbox";
  n: number;
}

/** What may happen to who is who, and in which order it may happen is anybody's guess. */
export type Step =
  | { do: "identify" | "track" | "group"; names: Name[] }
  | { do: "alias"; user: number; previous: Name }
  | { do: "import"; lines: { record?: number; email?: number }[] }
  | { do: "merge"; from: number; into: number }
  | { do: "undo"; merge: number }
  | { do: "confirm"; record: number; person: number }
  | { do: "take back"; confirmation: number }
  | { do: "keep apart"; conflict: number }
  | { do: "erase" | "lift"; email: number };

const admin = { token: ADMIN_TOKEN };

/** Some people of a hub, apart from all others: their names have this world's mark in them. */
export class World {
  readonly hub: TestHub;
  readonly mark: string;
  readonly sourceId: string;
  /** Events that were sent and tell what somebody did. */
  tracked = 0;
  /** Addresses of whom was erased, until they are lifted. */
  readonly erased = new Set<string>();
  /** Whether anybody was ever erased: then not every event was kept. */
  hasErased = false;
  readonly merges: string[] = [];
  readonly #sender: Sender;
  readonly #rep: string;
  readonly #confirmations: string[] = [];
  #steps = 0;

  private constructor(hub: TestHub, mark: string, sender: Sender, rep: string) {
    this.hub = hub;
    this.mark = mark;
    this.sourceId = sender.sourceId;
    this.#sender = sender;
    this.#rep = rep;
  }

  static async begin(hub: TestHub): Promise<World> {
    const mark = `w${randomUUID().slice(0, 8)}`;
    const sender = await connect(hub, { org: `acme-${mark}` });
    const { token } = await hub.join(`rep@${mark}.example`);
    return new World(hub, mark, sender, token);
  }

  /** A name as it is sent. */
  text({ kind, n }: Name): string {
    switch (kind) {
      case "user":
        return `u${n}-${this.mark}`;
      case "browser":
        return `b${n}-${this.mark}`;
      case "email":
        return `p${n}@${this.mark}.com`;
      case "mailbox":
        return `info@${this.mark}.com`;
      case "record":
        return readSalesforceId(`00Q00000000000${n}`) ?? "";
    }
  }

  /** Does a step, if there is anything to do it to. */
  async take(step: Step): Promise<void> {
    this.#steps++;
    switch (step.do) {
      case "identify":
      case "track":
      case "group":
        return this.#sendEvent(step.do, step.names);
      case "alias":
        return this.#sender.send({
          type: "alias",
          userId: this.text({ kind: "user", n: step.user }),
          previousId: this.text(step.previous),
        });
      case "import":
        return this.#import(step.lines);
      case "merge": {
        const persons = await this.persons();
        const [from, into] = [persons[step.from % persons.length], persons[step.into % persons.length]];
        if (from !== undefined && into !== undefined && from !== into) await this.merge(from, into);
        return;
      }
      case "undo": {
        const { items } = await this.hub.call("merges", {}, admin);
        const own = await this.#ownMerges(items.map(({ id }) => id));
        const id = own[step.merge % own.length];
        if (id !== undefined) await this.undo(id);
        return;
      }
      case "confirm": {
        const persons = await this.persons();
        const personId = persons[step.person % persons.length];
        const record = {
          crm: "salesforce",
          org: `acme-${this.mark}`,
          object: "Lead",
          id: this.text({ kind: "record", n: step.record }),
        };
        if (personId === undefined) return;
        const answer = await this.hub.ask("confirm", { record, personId }, { token: this.#rep });
        if (answer.status === 200) this.#confirmations.push(((await answer.json()) as { id: string }).id);
        else if (answer.status !== 409) throw new Error(`confirm answered ${answer.status}`);
        return;
      }
      case "take back": {
        const id = this.#confirmations[step.confirmation % this.#confirmations.length];
        // What was there already is no confirmation, or another's.
        if (id !== undefined) await this.hub.ask("undoConfirm", { id }, { token: this.#rep });
        return;
      }
      case "keep apart": {
        const { items } = await this.hub.call("conflicts", {}, admin);
        const own = items.filter(({ sides }) =>
          sides.some(({ identity }) => identity.value.includes(this.mark)),
        );
        const id = own[step.conflict % own.length]?.id;
        if (id !== undefined) await this.hub.call("keepApart", { id }, admin);
        return;
      }
      case "erase":
        return this.#erase(this.text({ kind: "email", n: step.email }));
      case "lift": {
        const email = this.text({ kind: "email", n: step.email });
        if (!this.erased.has(email)) return;
        await this.hub.call("liftSuppression", { email }, admin);
        this.erased.delete(email);
      }
    }
  }

  /** Persons who have a name now, those first whose oldest name was heard of first. */
  async persons(): Promise<string[]> {
    const rows = await this.hub.hub.store.query<{ person_id: string }>(
      `select l.person_id from identity i
       join identity_link l on l.identity_id = i.id and l.ended_at is null and not l.shared
       where i.value like $1 or i.namespace like $1
       group by l.person_id order by min(i.id)`,
      [`%${this.mark}%`],
    );
    return rows.map(({ person_id }) => person_id);
  }

  async merge(from: string, into: string): Promise<string> {
    const { id } = await this.hub.call("mergePeople", { from, into, why: "they are one" }, admin);
    this.merges.push(id);
    return id;
  }

  async undo(id: string): Promise<void> {
    await this.hub.call("undoMerge", { id }, admin);
  }

  async ownerOf(name: Name): Promise<string | undefined> {
    const [row] = await this.hub.hub.store.query<{ person_id: string }>(
      `select l.person_id from identity i
       join identity_link l on l.identity_id = i.id and l.ended_at is null and not l.shared where i.value = $1`,
      [this.text(name)],
    );
    return row?.person_id;
  }

  async #sendEvent(type: "identify" | "track" | "group", names: Name[]): Promise<void> {
    const said = (kind: Name["kind"]) => {
      const name = names.find((one) => one.kind === kind);
      return name && this.text(name);
    };
    const [userId, anonymousId] = [said("user"), said("browser")];
    const email = said("email") ?? said("mailbox");
    const traits = {
      ...(email ? { email } : {}),
      ...(said("record") ? { salesforceId: said("record") } : {}),
    };
    const who = { ...(userId ? { userId } : {}), ...(anonymousId ? { anonymousId } : {}) };
    if (type === "identify") await this.#sender.send({ type, ...who, traits });
    else {
      const context = { traits };
      const group =
        type === "group"
          ? { groupId: `g-${this.mark}`, traits: {} }
          : { event: this.#title(), properties: {} };
      if (type === "track") this.tracked++;
      await this.#sender.send({ type, ...who, context, ...group });
    }
  }

  /** Sorts as the steps came. */
  #title = () => `Step ${String(this.#steps).padStart(3, "0")}`;

  async #erase(email: string): Promise<void> {
    const { id } = await this.hub.call("erasePerson", { email, alsoAddresses: true }, admin);
    await this.hub.work();
    const { state } = await this.hub.call("erasure", { id }, admin);
    if (state !== "done") throw new Error(`The erasure is ${state}.`);
    this.erased.add(email);
    this.hasErased = true;
  }

  async #import(lines: { record?: number; email?: number }[]): Promise<void> {
    const rows = lines.map(({ record, email }) =>
      [
        record === undefined ? "" : this.text({ kind: "record", n: record }),
        email === undefined ? "" : this.text({ kind: "email", n: email }),
      ].join(),
    );
    const file = `Lead ID,Email\n${rows.join("\n")}\n`;
    await this.hub.call("importPeople", { org: `acme-${this.mark}` }, { ...admin, file });
    await this.hub.work();
  }

  /** Those merges that are of this world, oldest first. */
  async #ownMerges(ids: string[]): Promise<string[]> {
    const rows = await this.hub.hub.store.query<{ id: string }>(
      `select m.id from person_merge m
       where m.id = any($1::uuid[]) and exists (
         select from identity_link l join identity i on i.id = l.identity_id
         where l.person_id in (m.from_person, m.into_person) and (i.value like $2 or i.namespace like $2))
       order by m.at, m.id`,
      [ids, `%${this.mark}%`],
    );
    return rows.map(({ id }) => id);
  }
}
