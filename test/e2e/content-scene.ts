import { beforeAll } from "vitest";
import { drawPaper } from "../fixtures/sample/content/draw-paper.ts";
import { migrationPlan } from "../fixtures/sample/content/migration-papers.ts";
import { pricingSheet } from "../fixtures/sample/content/pricing-papers.ts";
import { sendFile } from "../fixtures/sample/content/send-file.ts";
import { callHub, joinAs } from "../support/call-hub.ts";
import type { Scene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";

export interface ContentScene {
  /** A marketer's bearer token. */
  dana: string;
  plan: string;
  sheet: string;
  /** A new file for an asset, ready to be read. */
  addVersion(assetId: string, whatChanged: string): Promise<void>;
}

const file = async (paper: Parameters<typeof drawPaper>[0]) => ({
  name: `${paper.title}.pdf`,
  bytes: await drawPaper(paper),
});

/** Two pieces of content for whoever leads data and read pricing, the plan before the sheet. */
export function contentScene(scene: () => Scene): () => ContentScene {
  let content: ContentScene | undefined;
  beforeAll(async () => {
    const { url } = scene().hub;
    const dana = await joinAs(scene().hub, "dana@acme.example", "Dana Reyes", "marketer");
    const ready = (id: string, version: number) =>
      waitForValue("the file to be ready", async () => {
        const { asset } = await callHub(url, dana, "asset", { id });
        const [newest] = asset.versions;
        return newest?.number === version && newest.state === "ready" ? true : undefined;
      });
    const add = async (paper: Parameters<typeof drawPaper>[0], title = paper.title) => {
      const from = { fileId: await sendFile(url, dana, await file(paper)) };
      const { asset } = await callHub(url, dana, "addAsset", { title, from });
      await ready(asset.id, 1);
      await callHub(url, dana, "publishGuidance", {
        assetIds: [asset.id],
        guidance: {
          conditions: {
            to: [{ fact: "role", fields: ["data"] }],
            joint: "and",
            when: [{ fact: "did", kinds: ["page_viewed"], about: ["pricing"] }],
            except: [{ fact: "said", any: ["questionnaire"] }],
          },
          toGet: "a technical call",
          noException: false,
          how: { openWith: "You asked how long it takes.", show: "page 2", ask: "", nextStep: "" },
        },
      });
      return asset.id;
    };
    content = {
      dana,
      plan: await add(migrationPlan),
      // Under a name that nobody in the sample read it by.
      sheet: await add(pricingSheet, "Costs on four pages"),
      async addVersion(assetId, whatChanged) {
        const pages = { ...migrationPlan, sheets: migrationPlan.sheets.slice(0, 2) };
        const from = { fileId: await sendFile(url, dana, await file(pages)) };
        await callHub(url, dana, "addVersion", { assetId, from, whatChanged });
        await ready(assetId, 2);
      },
    };
  });
  return () => {
    if (!content)
      throw new Error("The content is there from the first journey on, not while its file loads.");
    return content;
  };
}
