import { z } from "zod";
import { browser } from "../bridge/browser.ts";

/** What an IT department may set for all browsers; the schema for them is `public/policy.json`. */
const Policy = z.object({ emailHint: z.boolean().optional() });

/** Whether the page may be read for the person's e-mail address: yes, unless a policy says no. */
export async function mayReadHint(): Promise<boolean> {
  try {
    const policy = Policy.safeParse(await browser.storage.managed.get(null));
    return policy.success ? policy.data.emailHint !== false : false;
  } catch {
    // Firefox throws where no policy is set.
    return true;
  }
}
