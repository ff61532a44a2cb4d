import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../support/hub.ts";
import { type Linked, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const START = new Date("2026-03-02T09:00:00.000Z").getTime();
const READ = { scrolled: 2, visibleMs: 5 * SECOND, parts: [[1, 5 * SECOND]] as [number, number][] };

describe.each(engines)("who is said to have read a link, on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  let sam: { id: string; token: string };
  let now = START;
  let people = 0;
  const wait = (ms: number) => {
    now += ms;
    hub.setNow(new Date(now));
  };
  const query = <Row extends object>(text: string, values: unknown[] = []) =>
    hub.hub.store.query<Row>(text, values);
  const newLink = async (tracked = true, domain = "initech.example"): Promise<Linked> =>
    scene.link(sam, await scene.person(`p${people++}@${domain}`, sam), await scene.asset(), tracked);
  /** Opens it, and tells ten seconds later. */
  async function read(link: Linked, from?: string, beacon: object = READ, headers?: Record<string, string>) {
    const view = await scene.view(link.path, undefined, from);
    wait(10 * SECOND);
    await scene.tell(link, { view, ...beacon }, from, headers);
    return view;
  }
  const shareOf = async ({ shareId }: Linked) => {
    const [row] = await query<{ state: string; at: Date | null; first: Date | null }>(
      "select reading ->> 'state' as state, person_read_at as at, first_person_read_at as first from share where id = $1",
      [shareId],
    );
    return row;
  };
  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(new Date(now));
    scene = await linkScene(hub);
    sam = await scene.member();
  });
  afterAll(() => hub.close());

  test("when it was read first stays, however often it is read again", async () => {
    const link = await newLink();
    const first = new Date(now);
    await read(link);
    wait(90 * MINUTE);
    await read(link);
    expect(await shareOf(link)).toEqual({ state: "person", at: new Date(now), first });
  });
});
