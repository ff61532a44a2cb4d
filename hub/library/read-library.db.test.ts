import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../../test/support/hub.ts";
import { engines } from "../../test/support/stores.ts";
import type { Library } from "./library.ts";
import { libraryOf, recentLibraryOf } from "./read-library.ts";
import { touchLibrary } from "./touch-library.ts";

describe.each(engines)("the library in memory, on %s", (engine) => {
  let opened: TestHub;
  beforeEach(async () => {
    opened = await testHub(engine);
  });
  afterEach(() => opened.close());

  async function add(count: number): Promise<void> {
    const { store } = opened.hub;
    await store.query(
      `with made as (
         insert into asset (id, kind, title) select gen_random_uuid(), 'snippet', 'Before' from generate_series(1, $1::int)
         returning id
       )
       insert into asset_version (id, asset_id, number, text, state)
       select gen_random_uuid(), id, 1, '', 'ready' from made`,
      [count],
    );
    await touchLibrary(store);
  }
  async function rename(): Promise<void> {
    await opened.hub.store.query("update asset set title = 'After'");
    await touchLibrary(opened.hub.store);
  }
  const titles = ({ assets }: Library) => [...new Set([...assets.values()].map(({ title }) => title))];

  test("who only looks gets a large one as it was, while it is read anew", async () => {
    await add(500);
    const before = await libraryOf(opened.hub);
    await rename();
    expect(await recentLibraryOf(opened.hub)).toBe(before);
    const after = await libraryOf(opened.hub);
    expect(titles(after)).toEqual(["After"]);
    expect(await recentLibraryOf(opened.hub)).toBe(after);
  });

  test("a small one is always as it is now", async () => {
    await add(499);
    await libraryOf(opened.hub);
    await rename();
    expect(titles(await recentLibraryOf(opened.hub))).toEqual(["After"]);
  });
});
