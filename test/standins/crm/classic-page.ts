import type { CrmData, CrmRecord } from "./record-shape.ts";

/**
 * The older kind of page: one document a record, at `/00Q…` with 15 or 18 characters, `/00Q…/e` to
 * edit it, `/00Q/o` for the list.
 */
export function classicPage(address: URL, { records }: CrmData): string | undefined {
  const id = /^\/([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})(\/e)?$/.exec(address.pathname)?.[1];
  const record = records.find((candidate) => id !== undefined && candidate.id.startsWith(id.slice(0, 15)));
  if (record) return documentOf(record.name, recordBody(record));
  if (/^\/(00Q|003)\/o$/.test(address.pathname)) {
    const prefix = address.pathname.slice(1, 4);
    const listed = records.filter((candidate) => candidate.id.startsWith(prefix)).slice(0, 50);
    return documentOf(prefix === "00Q" ? "Leads" : "Contacts", listBody(listed));
  }
  return address.pathname === "/" ? documentOf("Home", listBody(records.slice(0, 20))) : undefined;
}

function documentOf(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${text(title)} ~ Stand-in CRM</title>
<link rel="stylesheet" href="/standin/classic.css">
</head>
<body class="hasMotif homeTab sfdcBody">
<header class="bar"><strong>Stand-in CRM</strong><nav><a href="/">Home</a> <a href="/00Q/o">Leads</a> <a href="/003/o">Contacts</a></nav></header>
<p class="note">A stand-in for demos and tests, with invented people. Not a product of Salesforce.</p>
<main id="contentWrapper">${body}</main>
</body>
</html>
`;
}

function recordBody(record: CrmRecord): string {
  const rows: [string, string][] = [
    ["Name", text(record.name)],
    ["Title", text(record.title ?? "")],
    [record.object === "Lead" ? "Company" : "Account Name", text(record.company)],
    ["Phone", text(record.phone ?? "")],
    ["Email", record.email ? `<a href="mailto:${text(record.email)}">${text(record.email)}</a>` : ""],
    ["Owner", text(record.owner)],
  ];
  return `<h1 class="pageType">${record.object}</h1><h2 class="topName">${text(record.name)}</h2>
<table class="detailList">${rows
    .map(([label, value]) => `<tr><th class="labelCol">${label}</th><td class="dataCol">${value}</td></tr>`)
    .join("")}</table>`;
}

function listBody(records: readonly CrmRecord[]): string {
  return `<table class="list">${records
    .map(
      ({ id, name, company }) =>
        `<tr><td><a href="/${id.slice(0, 15)}">${text(name)}</a></td><td>${text(company)}</td></tr>`,
    )
    .join("")}</table>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const text = (value: string) => value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
