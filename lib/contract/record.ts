import { z } from "zod";

/** A CRM's own id: for Salesforce always the 18-character form. */
const RecordId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** `acme`, `acme--uat.sandbox`, `acme-dev-ed.develop`: My Domain's label with its partition. */
export const Org = z
  .string()
  .max(120)
  .regex(
    /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
    "An org is its My Domain name, such as acme or acme--uat.sandbox.",
  );

/** Which record of which CRM. `object` is the CRM's own API name, such as `Lead`. */
export const RecordRef = z.object({
  crm: z.string().regex(/^[a-z]{1,20}$/),
  org: Org,
  object: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/),
  id: RecordId,
});
export type RecordRef = z.infer<typeof RecordRef>;
