/** What the stand-in's server and its pages agree on. */
export type CrmObject = "Lead" | "Contact" | "Account" | "Opportunity";

export interface CrmRecord {
  object: CrmObject;
  id: string;
  name: string;
  title?: string;
  company: string;
  accountId: string;
  email?: string;
  phone?: string;
  status?: string;
  owner: string;
  country: string;
  industry: string;
}

export interface CrmData {
  records: CrmRecord[];
}

/** How a page behaves; tests change it through `startCrm(…).settings` before they open one. */
export interface CrmSettings {
  language: "en" | "ja";
  /** Milliseconds until a record's fields appear after its page did. */
  fieldDelay: number;
  /** Record pages show no e-mail, as a page layout without the field does. */
  hideEmail: boolean;
  /** The page puts something of its own in the place of `window.navigation`. */
  fakeNavigation: boolean;
}
