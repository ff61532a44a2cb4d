import type { Crm } from "../crm.ts";
import { locate } from "./address.ts";
import { furniture } from "./furniture.ts";
import { readHint } from "./hint.ts";
import { orgOf } from "./org.ts";

export const salesforce: Crm = {
  name: "salesforce",
  orgOf: (origin) => {
    const host = /^https:\/\/([^/:]+)$/.exec(origin)?.[1];
    return host === undefined ? null : orgOf(host);
  },
  locate,
  readHint,
  furniture,
};
