import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEverywhere } from "../support/find-everywhere.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";
import {
  brokenCounts,
  brokenLinks,
  currentLinks,
  groupsOfTouchpoints,
  marriedAddresses,
  ownersOfAddresses,
  touchpointsOfOthers,
} from "./histories-checks.ts";
import { type Name, type Step, World } from "./histories-world.ts";

/** How many histories; more in `npm run soak`, with another seed. */
const RUNS = Number(process.env.LEADSIDE_HISTORIES_RUNS ?? 8);
const SEED = Number(process.env.LEADSIDE_FAULT_SEED ?? 20_261_122);
const limits = { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 100 };
const PER_RUN_MS = 20_000;

const below = (count: number) => fc.nat({ max: count - 1 });
const name = (kinds: Name["kind"][]): fc.Arbitrary<Name> =>
  fc.record({ kind: fc.constantFrom(...kinds), n: below(3) });
const names = (max: number) =>
  fc.array(name(["user", "email", "record", "browser", "mailbox"]), { minLength: 1, maxLength: max });

/** Anything, of anybody. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("identify" as const), names: names(3) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("track" as const), names: names(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("group" as const), names: names(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("alias" as const),
      user: below(3),
      previous: name(["user", "email", "browser"]),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("import" as const),
      lines: fc.array(fc.record({ record: below(3), email: below(3) }, { requiredKeys: ["email"] }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("merge" as const), from: below(6), into: below(6) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("undo" as const), merge: below(6) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("confirm" as const), record: below(3), person: below(6) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take back" as const), confirmation: below(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("keep apart" as const), conflict: below(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("erase" as const, "lift" as const), email: below(3) }),
  },
);

/** What a tool or an import says of one of three people: what it names is theirs alone. */
const person = below(3);
type OwnStep =
  | {
      do: "says";
      step: "identify" | "track";
      who: number;
      second: boolean;
      names: ("user" | "email" | "record" | "browser")[];
    }
  | { do: "merge"; from: number; into: number }
  | { do: "undo"; merge: number };
const ownStep: fc.Arbitrary<OwnStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("says" as const),
      step: fc.constantFrom("identify" as const, "track" as const),
      who: person,
      second: fc.boolean(),
      names: fc.uniqueArray(
        fc.constantFrom("user" as const, "email" as const, "record" as const, "browser" as const),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("merge" as const), from: person, into: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo" as const), merge: below(4) }) },
);

/** Does a step, and checks what must hold after it. */
async function takeChecked(world: World, step: Step): Promise<void> {
  const { store } = world.hub.hub;
  const owners = await ownersOfAddresses(store, world.mark);
  const before = await currentLinks(store, world.mark);
  const merges = world.merges.length;
  const erased = step.do === "erase" ? world.text({ kind: "email", n: step.email }) : undefined;
  const others = erased && (await touchpointsOfOthers(store, world.sourceId, erased));

  await world.take(step);
  expect(await brokenLinks(store, world.mark)).toEqual([]);
  if (erased !== undefined) {
    expect(await findEverywhere(store, erased)).toEqual([]);
    expect(await touchpointsOfOthers(store, world.sourceId, erased)).toEqual(others);
  }
  if (step.do !== "merge") {
    expect(marriedAddresses(owners, await ownersOfAddresses(store, world.mark))).toEqual([]);
  } else if (world.merges.length > merges) {
    // Undone at once, it was never there; then it is said again, for what comes after.
    const after = await currentLinks(store, world.mark);
    await world.undo(world.merges.at(-1) ?? "");
    expect(await currentLinks(store, world.mark)).toBe(before);
    await world.take(step);
    expect(await currentLinks(store, world.mark)).toBe(after);
  }
}

describe.each(engines)("random histories of who is who, on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  afterAll(() => hub.close());

  it(
    "lose nothing, count nothing twice, marry nobody, and keep nothing of who was erased",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 24 }), async (steps) => {
          const { store } = hub.hub;
          const world = await World.begin(hub);
          for (const step of steps) await takeChecked(world, step);
          for (const email of world.erased) expect(await findEverywhere(store, email)).toEqual([]);
          const sent = world.hasErased ? undefined : world.tracked;
          expect(await brokenCounts(store, [world.sourceId], sent)).toEqual([]);
        }),
        limits,
      );
    },
    RUNS * PER_RUN_MS,
  );

  it(
    "undone, are as if nobody had been merged",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(ownStep, { minLength: 8, maxLength: 24 }),
          fc.infiniteStream(fc.nat()),
          async (steps, ranks) => {
            const { store } = hub.hub;
            const [world, twin] = [await World.begin(hub), await World.begin(hub)];
            const both = async (step: Step) => {
              await world.take(step);
              await twin.take(step);
            };
            for (const n of [0, 1, 2])
              await both({
                do: "identify",
                names: [
                  { kind: "user", n },
                  { kind: "email", n },
                ],
              });
            for (const step of steps) {
              if (step.do === "says") {
                const own = (kind: Name["kind"]): Name =>
                  kind === "email" ? { kind, n: step.who } : { kind, n: step.who + (step.second ? 3 : 0) };
                await both({ do: step.step, names: step.names.map(own) });
              } else if (step.do === "merge") {
                const [from, into] = [
                  await world.ownerOf({ kind: "email", n: step.from }),
                  await world.ownerOf({ kind: "email", n: step.into }),
                ];
                if (from !== undefined && into !== undefined && from !== into) await world.merge(from, into);
              } else {
                const id = world.merges[step.merge];
                if (id !== undefined) await world.undo(id);
              }
              expect(await brokenLinks(store, world.mark)).toEqual([]);
            }
            const order = world.merges
              .map((id) => ({ id, rank: ranks.next().value }))
              .sort((a, b) => a.rank - b.rank);
            for (const { id } of order) await world.undo(id);
            expect(await groupsOfTouchpoints(store, [world.sourceId])).toEqual(
              await groupsOfTouchpoints(store, [twin.sourceId]),
            );
            const plain = async ({ mark }: World) =>
              (await currentLinks(store, mark)).replaceAll(mark, "").replaceAll(/ -> .*/g, "");
            expect(await plain(world)).toBe(await plain(twin));
            expect(await brokenCounts(store, [world.sourceId], world.tracked)).toEqual([]);
          },
        ),
        limits,
      );
    },
    RUNS * PER_RUN_MS,
  );
});
