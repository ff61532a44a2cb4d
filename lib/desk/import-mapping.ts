import type { ImportField } from "../contract/import.ts";

/** What each field of a report is called on screen, in the order of the list. */
export const FIELD_WORDS: Record<ImportField, string> = {
  recordId: "Record id",
  email: "E-mail",
  name: "Name",
  firstName: "First name",
  lastName: "Last name",
  title: "Title",
  company: "Company",
  status: "Status",
  stage: "Stage",
  owner: "Owner",
};

/** Columns whose field somebody changed, by label; "" leaves a column out. */
export type Mapping = Readonly<Record<string, ImportField | "">>;

/** As the hub takes it: `Label=field`, one a line. A label with a line break in it cannot be said so. */
export function mapText(mapping: Mapping): string {
  return Object.entries(mapping)
    .filter(([label]) => !/[\r\n]/.test(label))
    .map(([label, field]) => `${label}=${field}`)
    .join("\n");
}
