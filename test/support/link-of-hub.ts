import { randomUUID } from "node:crypto";
import { storeFile } from "../../hub/files/store-file.ts";
import { touchLibrary } from "../../hub/library/touch-library.ts";
import type { Store } from "../../hub/store/store.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import { addSource, callHub, joinAs } from "./call-hub.ts";
import type { HubProcess } from "./start-hub.ts";

/** A link of a hub that runs, to a PDF, and who may ask for the context of whom it was sent to. */
export async function linkOfHub(
  hub: HubProcess,
  store: Store,
  pages: number,
): Promise<{ path: string; record: RecordRef; token: string }> {
  const writeKey = await addSource(hub, "Website");
  const record: RecordRef = { crm: "salesforce", org: "acme", object: "Lead", id: sampleRecordId("00Q", 1) };
  const traits = {
    email: "maya@initech.example",
    name: "Maya Okafor",
    company: "Initech",
    salesforceId: record.id,
  };
  const answer = await fetch(`${hub.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
    body: JSON.stringify({ batch: [{ type: "identify", messageId: randomUUID(), traits }] }),
  });
  if (!answer.ok) throw new Error(`The person was not taken: ${answer.status}`);
  const token = await joinAs(hub, "sam@acme.example", "Sam Whitfield");
  const [assetId, versionId] = [randomUUID(), randomUUID()];
  await store.transaction(async (sql) => {
    const fileId = await storeFile(sql, {
      bytes: Buffer.from("%PDF-1.7"),
      type: "application/pdf",
      name: "a.pdf",
    });
    await sql.query("insert into asset (id, kind, title) values ($1, 'pdf', 'Migration guide')", [assetId]);
    await sql.query(
      "insert into asset_version (id, asset_id, number, file_id, state, pages) values ($1, $2, 1, $3, 'ready', $4)",
      [versionId, assetId, fileId, pages],
    );
    await touchLibrary(sql);
  });
  await callHub(hub.url, token, "context", { record });
  const { share } = await callHub(hub.url, token, "prepareShare", { record, assetId, tracked: true });
  return { path: new URL(share.link ?? "").pathname, record, token };
}
