import type { CrmObject } from "../record-shape.ts";

export const OBJECTS = ["Lead", "Contact", "Account", "Opportunity"] as const satisfies readonly CrmObject[];

/** What an address asks the CRM to show. Its own reading, apart from the extension's. */
export type Place =
  | { kind: "home" }
  | { kind: "list"; object: CrmObject }
  | { kind: "record"; id: string; layer?: "edit" | "email" | "new"; workspace?: string };

const RECORD =
  /^\/lightning\/(?:app\/[^/]+\/)?r\/(?:[A-Za-z]\w*\/)?([A-Za-z0-9]{18}|[A-Za-z0-9]{15})(?:\/(view|edit|related\/.*))?$/;
const LIST = /^\/lightning\/(?:app\/[^/]+\/)?o\/(Lead|Contact|Account|Opportunity)\/(list|home|new)$/;

export function placeOf(address: URL): Place {
  const { pathname, searchParams, hash } = address;
  if (pathname === "/one/one.app" && hash.startsWith("#/sObject/")) {
    const id = hash.split("/")[2];
    if (id) return { kind: "record", id };
  }
  const record = RECORD.exec(pathname);
  if (record?.[1]) {
    const workspace = recordIn(searchParams.get("ws"));
    return {
      kind: "record",
      id: record[1],
      ...(record[2] === "edit" ? { layer: "edit" as const } : {}),
      ...(workspace ? { workspace } : {}),
    };
  }
  const list = LIST.exec(pathname);
  const background = recordIn(searchParams.get("backgroundContext"));
  if (list?.[2] === "new" && background) return { kind: "record", id: background, layer: "new" };
  const object = OBJECTS.find((known) => known === list?.[1]);
  if (object) return { kind: "list", object };
  if (pathname.startsWith("/lightning/action/quick/")) {
    const id = searchParams.get("recordId") ?? background;
    if (id) return { kind: "record", id, layer: "email" };
  }
  return { kind: "home" };
}

export const recordPath = (object: string, id: string, workspace?: string) =>
  `/lightning/r/${object}/${id}/view${workspace ? `?ws=${encodeURIComponent(workspace)}` : ""}`;
export const editPath = (object: string, id: string) => `/lightning/r/${object}/${id}/edit`;
export const listPath = (object: string) => `/lightning/o/${object}/list?filterName=Recent`;
/** The address while a mail is being written beside a record. */
export const emailPath = (object: string, id: string) =>
  `/lightning/action/quick/${object}.SendEmail?objectApiName=${object}&context=RECORD_DETAIL&recordId=${id}` +
  `&backgroundContext=${encodeURIComponent(recordPath(object, id))}`;
export const newPath = (object: string, id: string) =>
  `/lightning/o/${object}/new?count=1&backgroundContext=${encodeURIComponent(recordPath(object, id))}`;

function recordIn(path: string | null): string | undefined {
  return path ? RECORD.exec(path.split("?")[0] ?? "")?.[1] : undefined;
}
