import { request } from "node:https";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast } from "../../fixtures/sample/cast.ts";
import { type Crm, startCrm } from "./start-crm.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await startCrm();
});
afterAll(() => crm.close());

/** Asks as a browser does whose resolver sends this host to the stand-in. */
function get(host: string, path: string) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const asked = request(
        { host: "127.0.0.1", port: crm.port, path, ca: crm.certificate, servername: host, headers: { host } },
        (answer) => {
          let body = "";
          answer.on("data", (chunk) => {
            body += chunk;
          });
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
        },
      );
      asked.once("error", reject);
      asked.end();
    },
  );
}

describe("the stand-in CRM", () => {
  it("answers under every host with a certificate for it and a strict policy", async () => {
    for (const host of crm.hosts) {
      const { status, headers } = await get(host, "/");
      expect(status).toBe(200);
      expect(headers["content-security-policy"]).toMatch(/script-src 'self'; style-src 'self'/);
      expect(headers["permissions-policy"]).toContain("clipboard-write=()");
    }
  });

  it("speaks Japanese where it is asked to", async () => {
    const path = `/lightning/r/Lead/${cast.yuki.record.id}/view`;
    expect((await get("hikari.lightning.force.com", path)).body).toContain('"language":"ja"');
    expect((await get("acme.lightning.force.com", `${path}?lang=ja`)).body).toContain('"language":"ja"');
    expect((await get("acme.lightning.force.com", path)).body).toContain('"language":"en"');
  });

  it("shows a classic page by 15 or 18 characters, says what it is, and knows no other page", async () => {
    const { id } = cast.maya.record;
    for (const path of [`/${id}`, `/${id.slice(0, 15)}`, `/${id}/e?retURL=%2F${id}`]) {
      const { body } = await get("acme.my.salesforce.com", path);
      expect(body).toContain("Maya Okafor");
      expect(body).toContain("A stand-in for demos and tests");
    }
    expect((await get("acme.my.salesforce.com", "/nothing")).status).toBe(404);
  });
});
