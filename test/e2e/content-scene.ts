import { beforeAll } from "vitest";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { drawPaper } from "../fixtures/sample/content/draw-paper.ts";
import { migrationPlan } from "../fixtures/sample/content/migration-papers.ts";
import type { Paper } from "../fixtures/sample/content/paper.ts";
import { sendFile } from "../fixtures/sample/content/send-file.ts";
import { callHub, joinAs } from "../support/call-hub.ts";
import type { Scene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";

export interface ContentScene {
  /** "Six-week migration plan", a PDF. */
  plan: string;
  /** Adds something to the library, for whoever leads data and read about pricing. */
  add(title: string, from: RequestOf<"addAsset">["from"]): Promise<string>;
  /** The plan as a new file of two pages, ready to be read. */
  addVersion(whatChanged: string): Promise<void>;
  /** The titles of all that was copied, as marketing sees it. */
  copied(): Promise<string[]>;
}

/** Pictures and text of a file are made after the answer, on a machine that has other work. */
const MADE_WITHIN = 60_000;

const firstTwo: Paper = { ...migrationPlan, sheets: migrationPlan.sheets.slice(0, 2) };

/** What marketing offers to whoever leads data and read about pricing: the plan, and then what teams save. */
export function contentScene(scene: () => Scene): () => ContentScene {
  let content: ContentScene | undefined;
  beforeAll(async () => {
    const { url } = scene().hub;
    const dana = await joinAs(scene().hub, "dana@acme.example", "Dana Reyes", "marketer");
    const upload = async (paper: Paper) => ({
      fileId: await sendFile(url, dana, { name: `${paper.title}.pdf`, bytes: await drawPaper(paper) }),
    });
    const ready = async (id: string, version: number) => {
      const look = async () => {
        const { asset } = await callHub(url, dana, "asset", { id });
        const [newest] = asset.versions;
        return newest?.number === version && newest.state === "ready" ? true : undefined;
      };
      await waitForValue("the asset to be ready", look, MADE_WITHIN);
    };
    const add: ContentScene["add"] = async (title, from) => {
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
    const plan = await add(migrationPlan.title, await upload(migrationPlan));
    await add("What teams save", await upload(firstTwo));
    content = {
      plan,
      add,
      async addVersion(whatChanged) {
        const from = await upload(firstTwo);
        await callHub(url, dana, "addVersion", { assetId: plan, from, whatChanged });
        await ready(plan, 2);
      },
      async copied() {
        const { items } = await callHub(url, dana, "shares", {});
        return items.flatMap(({ title, copiedAt }) => (copiedAt === null ? [] : [title]));
      },
    };
  }, 2 * MADE_WITHIN);
  return () => {
    if (!content)
      throw new Error("The content is there from the first journey on, not while its file loads.");
    return content;
  };
}
