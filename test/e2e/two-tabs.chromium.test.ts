import { beforeAll, expect, it } from "vitest";
import { callHub, joinAs } from "../support/call-hub.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

const scene = prepareScene();
const rep = repAtWork(scene);

beforeAll(async () => {
  const { hub } = scene();
  const dana = await joinAs(hub, "dana@acme.example", "Dana Reyes", "marketer");
  const { claim } = await callHub(hub.url, dana, "addClaim", { title: "Live in six weeks" });
  await callHub(hub.url, dana, "publishClaim", {
    claimId: claim.id,
    whatChanged: "First words",
    body: {
      say: "Teams your size take six weeks.",
      proof: [],
      conditions: { to: [{ fact: "role", fields: ["data"] }], joint: "and", when: [], except: [] },
      toGet: "a technical call",
    },
  });
});

it("what the rep says in one tab stands in the other, and so does that it was taken back", async () => {
  const other = await openPanel(await rep().openRecord("maya"));
  const landedThere = other.getByRole("button", { name: "Landed", exact: true });
  await landedThere.waitFor();
  const panel = await openPanel(await rep().openRecord("maya"));
  await panel.getByRole("button", { name: "Landed", exact: true }).click();
  await panel.getByRole("status").getByText("Sent, undo").waitFor();
  await expect.poll(() => landedThere.getAttribute("aria-pressed"), { timeout: 10_000 }).toBe("true");
  await panel.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => landedThere.getAttribute("aria-pressed"), { timeout: 10_000 }).toBe("false");
});
