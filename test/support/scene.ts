import { afterAll, beforeAll } from "vitest";
import type { cast } from "../fixtures/sample/cast.ts";
import { type SamplePerson, samplePeople } from "../fixtures/sample/people.ts";
import { sampleEvents } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { type Crm, startCrm } from "../standins/crm/start-crm.ts";
import { addSource } from "./call-hub.ts";
import { type HubProcess, startHub } from "./start-hub.ts";

/** The people that journeys are about. */
export type CastName = keyof typeof cast;

/** A hub that knows the cast and their companies' people, and a CRM that shows them. */
export interface Scene {
  hub: HubProcess;
  crm: Crm;
  /** The write key of the source that sent the sample. */
  writeKey: string;
  person(name: CastName): SamplePerson;
}

/**
 * Sets the scene before a file's journeys and clears it after them. Of the sample only the cast's
 * calls are sent, which takes a second instead of ten. `empty`: no tool is connected.
 */
export function prepareScene(
  options: {
    env?: Readonly<Record<string, string>>;
    empty?: boolean;
    /** Of a PostgreSQL that is there by then; absent: the embedded store. */
    databaseUrl?: () => string;
  } = {},
): () => Scene {
  let scene: Scene | undefined;
  beforeAll(async () => {
    const { env, databaseUrl } = options;
    const database = databaseUrl && { databaseUrl: databaseUrl() };
    const [hub, crm] = await Promise.all([startHub({ ...(env && { env }), ...database }), startCrm()]);
    const people = samplePeople();
    const person = (name: CastName) => {
      const found = people.find(({ key }) => key === `contact_${name}`);
      if (!found) throw new Error(`Nobody in the sample is called ${name}.`);
      return found;
    };
    if (options.empty) {
      scene = { hub, crm, writeKey: "", person };
      return;
    }
    const writeKey = await addSource(hub, "Website and mail", "acme");
    // The cast's ids are names; everybody else's are numbers.
    const events = sampleEvents(new Date()).filter(({ userId }) => !/^contact_\d+$/.test(userId ?? ""));
    await sendSample(hub.url, writeKey, events);
    scene = { hub, crm, writeKey, person };
  });
  afterAll(async () => {
    await Promise.all([scene?.hub.remove(), scene?.crm.close()]);
  });
  return () => {
    if (!scene) throw new Error("The scene is set before the first journey, not while its file loads.");
    return scene;
  };
}
