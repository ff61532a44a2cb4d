import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../../test/support/hub.ts";
import { engines } from "../../test/support/stores.ts";
import { countMatches } from "./count-matches.ts";

// The same touchpoints that conditions take for reading: see read-elsewhere.test.ts.
describe.each(engines)("readings elsewhere, counted on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  afterAll(() => hub.close());

  const page = { kind: "page_viewed", title: "Read a page", detail: null, url: null };
  test.each([
    ["its address", { url: "http://www.initrode.example/guide/?utm_source=x#top" }, 1],
    ["another page", { url: "https://initrode.example/guide/2" }, 0],
    ["its title", { kind: "content_downloaded", title: "Downloaded “Migration guide”" }, 1],
    ["its detail", { kind: "webinar_attended", title: "Watched webinar", detail: "Migration Guide" }, 1],
    [
      "its detail with a verb",
      { kind: "video_watched", title: "Video", detail: "Watched migration guide" },
      1,
    ],
    ["a form before it", { kind: "form_submitted", title: "Migration guide" }, 0],
    ["a mail that names it", { kind: "email_clicked", title: "Read migration guide" }, 0],
  ])("%s", async (_name, said, count) => {
    const { kind, title, detail, url } = { ...page, ...said };
    await hub.hub.store.query(
      `insert into touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, detail, url, source_id, rules)
       select coalesce(max(id), 0) + 1, 1, now(), now(), 'sent', $1, false, $2, $3, $4, $5, 1 from touchpoint`,
      [kind, title, detail, url, randomUUID()],
    );
    const asked = { urls: ["https://initrode.example/guide"], titles: ["migration guide"] };
    expect(await countMatches(hub.hub.store, asked)).toEqual({ touchpoints: count, people: count });
    await hub.hub.store.query("delete from touchpoint");
  });
});
