import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import type { HubProcess } from "../support/start-hub.ts";
import { waitForValue } from "../support/wait-for.ts";

/** Text that would do something if it were anything but text. */
export const HOSTILE = `<img src=x onerror="document.title='owned'">"><script>document.title='owned'</script>\u202e{{7*7}}`;

export interface ClaimsScene {
  /** Marketing's, and three reps'. */
  dana: string;
  reps: readonly string[];
  /** "Live in six weeks", of which versions 1 and 2 are compared. */
  claimId: string;
  /** A piece of content that proves something. */
  assetId: string;
}

const PEOPLE = 24;
const record = (n: number) => ({
  crm: "salesforce" as const,
  org: "acme",
  object: "Lead" as const,
  id: `00Q${String(n).padStart(12, "0")}EAA`,
});

/** A hub whose reps said how a sentence went that chance had chosen, and who asked for more. */
export async function setClaimsScene(hub: HubProcess): Promise<ClaimsScene> {
  const { url } = hub;
  const writeKey = await addSource(hub, "CRM", "acme");
  const dana = await joinAs(hub, "dana@acme.example", "Dana Ruiz", "marketer");
  const reps: string[] = [];
  for (const name of ["Sam Whitfield", "Jonas Weber", "Aiko Mori"])
    reps.push(await joinAs(hub, `${name.split(" ")[0]?.toLowerCase()}@acme.example`, name));
  await sendPeople(url, writeKey);
  const { asset } = await callHub(url, dana, "addAsset", {
    title: "How Halden went live",
    from: { text: "Halden was live in **six weeks**." },
  });
  const body = (say: string): RequestOf<"publishClaim">["body"] => ({
    say,
    proof: [
      { words: "Halden, live in six weeks", assetId: asset.id, page: 1 },
      { words: "Northwind, live in eight", url: "https://northwind.example/story" },
    ],
    conditions: {
      to: [{ fact: "role", fields: ["data"] }],
      joint: "or",
      when: [
        { fact: "country", any: ["Norway"] },
        { fact: "did", kinds: ["content_downloaded"] },
      ],
      except: [],
    },
    toGet: "the plan walked through",
  });
  const { claim } = await callHub(url, dana, "addClaim", { title: "Live in six weeks", verifyEveryDays: 7 });
  await callHub(url, dana, "publishClaim", {
    claimId: claim.id,
    body: body("You can be live in six weeks."),
    whatChanged: "First version",
  });
  await callHub(url, dana, "publishClaim", {
    claimId: claim.id,
    body: body(
      "Teams of your size were live in six to nine weeks, and nobody stopped shipping. I can show you the plan of one of them, week by week.",
    ),
    whatChanged: "A range and a plan instead of one number",
    compare: true,
  });
  // A week is within the two in which a review is near.
  await callHub(url, dana, "verifyClaim", { id: claim.id });
  await tellHowItWent(url, reps, claim.id);
  // Today asks once a minute: what it shows first is what others see by then.
  await waitForValue("marketing to see what was said", async () => {
    const { items } = await callHub(url, dana, "inbox", {});
    return items.length > 0 ? true : undefined;
  });
  return { dana, reps, claimId: claim.id, assetId: asset.id };
}

async function sendPeople(url: string, writeKey: string): Promise<void> {
  const batch = Array.from({ length: PEOPLE }, (_, n) => ({
    type: "identify",
    messageId: `person-${n}`,
    userId: `person-${n}`,
    traits: {
      email: `p${n}@company-${n}.example`,
      name: n === 0 ? HOSTILE : `Person ${n}`,
      title: "Head of Data",
      company: { name: n === 0 ? HOSTILE : `Company ${n}`, country: "Norway" },
      salesforceId: record(n).id,
    },
  }));
  const answer = await fetch(`${url}/v1/batch`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`,
    },
    body: JSON.stringify({ batch }),
  });
  if (!answer.ok) throw new Error(`The people were not taken: ${await answer.text()}`);
}

/** Version 2 lands more often; the first of all said it in words that would do something. */
async function tellHowItWent(url: string, reps: readonly string[], claimId: string): Promise<void> {
  let told = 0;
  for (let n = 0; n < PEOPLE; n += 1) {
    const token = reps[n % reps.length] as string;
    const { sayFirst, feedback } = await waitForValue("a sentence to say", async () => {
      const context = await callHub(url, token, "context", { record: record(n) });
      return context.sayFirst?.length ? context : undefined;
    });
    const point = sayFirst?.find((one) => one.claimId === claimId);
    if (!point?.comparisonId) throw new Error("Chance chose nothing for somebody whom both fit");
    told += 1;
    const flat = told % (point.version === 1 ? 2 : 5) === 0;
    await callHub(url, token, "giveFeedback", {
      record: record(n),
      about: { what: "claim", claimVersionId: point.versionId, comparisonId: point.comparisonId },
      type: flat ? "fell_flat" : "landed",
      at: new Date().toISOString(),
      context: feedback?.goesAlong ?? {},
      taken: [],
      ...(flat ? { reasons: ["not_credible"] } : {}),
      ...(n === 0 ? { theirWords: HOSTILE } : {}),
    });
  }
}
