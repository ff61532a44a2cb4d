import type { SamplePerson } from "../../fixtures/sample/people.ts";
import { sampleRecordId } from "../../fixtures/sample/salesforce-id.ts";
import type { CrmData, CrmRecord } from "./record-shape.ts";

const STAGES = ["Discovery", "Evaluation", "Proposal", "Negotiation", "Closed won"] as const;

/** The CRM's records as its pages show them, made from the same people that the marketing tool knows. */
export function crmData(people: readonly SamplePerson[]): CrmData {
  const records: CrmRecord[] = people.map((person) => ({
    object: person.record.object,
    id: person.record.id,
    name: person.name,
    title: person.title,
    company: person.company.name,
    accountId: person.company.accountId,
    email: person.email,
    phone: person.phone,
    status: person.stage,
    owner: person.owner,
    country: person.country,
    industry: person.company.industry,
  }));
  const companies = new Map(people.map(({ company }) => [company.accountId, company]));
  let number = 0;
  for (const company of companies.values()) {
    number += 1;
    const owner = people.find((person) => person.company === company)?.owner ?? "";
    const shared = {
      company: company.name,
      accountId: company.accountId,
      owner,
      country: company.country,
      industry: company.industry,
    };
    records.push({ object: "Account", id: company.accountId, name: company.name, ...shared });
    records.push({
      object: "Opportunity",
      id: sampleRecordId("006", number),
      name: `${company.name}: warehouse move`,
      status: STAGES[number % STAGES.length] ?? STAGES[0],
      ...shared,
    });
  }
  return { records };
}
