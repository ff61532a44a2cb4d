import { describe, expect, it } from "vitest";
import { needWho, understandColumns } from "./understand-columns.ts";

const fieldsOf = (labels: string[], map?: string) => understandColumns(labels, map).map(({ field }) => field);

describe("what a report's columns hold", () => {
  it.each([
    [
      "a lead report",
      "Lead ID|First Name|Last Name|Title|Company / Account|Email|Lead Status|Lead Owner",
      "recordId firstName lastName title company email status owner",
    ],
    [
      "a contact report",
      "Contact ID|Full Name|Account Name|Account Owner|Email|Contact Owner",
      "recordId name company - email owner",
    ],
    [
      "fields by their own names",
      "Id|FirstName|LastName|Email|Account.Name|OwnerId|Owner.Name|Status|IsDeleted",
      "recordId firstName lastName email company - owner status -",
    ],
    ["owners", "Lead Owner: Email|Lead Owner Alias|Owner Name|Stage", "owner - owner stage"],
    ["case and signs do not count", "LEAD_ID|e-mail address|COMPANY/ACCOUNT", "recordId email company"],
    ["what is not a person's", "Account ID|Opportunity Name|Opportunity ID|Member Status|Phone", "- - - - -"],
    ["Name alone", "Name|Email", "name email"],
    ["Name beside a first name", "First Name|Name|Email", "firstName lastName email"],
    ["Name beside both", "FirstName|LastName|Name|Email", "firstName lastName name email"],
    [
      "German",
      "Lead-ID|Vorname|Nachname|Titel|Firma / Account|E-Mail|Lead-Status|Lead-Inhaber|Phase",
      "recordId firstName lastName title company email status owner stage",
    ],
    [
      "French",
      "ID de la piste|Prénom|Nom|Fonction|Société / Compte|E-mail|Statut de la piste|Propriétaire de la piste|Étape",
      "recordId firstName lastName title company email status owner stage",
    ],
    [
      "Spanish",
      "Nombre|Apellidos|Cargo|Compañía|Correo electrónico|Estado|Propietario|Etapa",
      "firstName lastName title company email status owner stage",
    ],
    [
      "Portuguese",
      "ID do lead|Nome|Sobrenome|Cargo|Empresa|E-mail|Status do lead|Proprietário do lead|Fase",
      "recordId firstName lastName title company email status owner stage",
    ],
    [
      "Italian",
      "ID lead|Nome|Cognome|Qualifica|Società|Indirizzo e-mail|Stato|Titolare|Fase",
      "recordId firstName lastName title company email status owner stage",
    ],
    [
      "Dutch",
      "Voornaam|Achternaam|Functie|Bedrijf|E-mailadres|Leadstatus|Eigenaar|Fase",
      "firstName lastName title company email status owner stage",
    ],
    [
      "Japanese",
      "リード ID|姓|名|役職|会社名|メール|リード状況|リード 所有者|フェーズ",
      "recordId lastName firstName title company email status owner stage",
    ],
    ["letters in parts", "Pre\u0301nom|Nom|E-mail", "firstName lastName email"],
  ])("%s", (_case, labels, fields) => {
    expect(
      fieldsOf(labels.split("|"))
        .map((field) => field ?? "-")
        .join(" "),
    ).toBe(fields);
  });

  it("is as the importer says", () => {
    const columns = understandColumns(
      ["Who", "Email", "Mail 2", "a=b"],
      "Who=name\nemail=\nMail 2 = EMAIL\na=b=title\n",
    );
    expect(columns).toEqual([
      { label: "Who", field: "name", by: "map" },
      { label: "Email", field: null, by: "map" },
      { label: "Mail 2", field: "email", by: "map" },
      { label: "a=b", field: "title", by: "map" },
    ]);
  });

  it.each([
    ["a column that is not there", "Mail=email", /There is no column "Mail"\. The columns are: Who, Email\./],
    ["a field that is none", "Who=nickname", /"nickname" is no field\. The fields are: recordId, email,/],
    ["no field at all", "Who", /does not say Column=field/],
  ])("unless that is %s", (_case, map, message) => {
    expect(() => understandColumns(["Who", "Email"], map)).toThrow(message);
  });

  it("must say who", () => {
    expect(() => needWho(understandColumns(["Name", "Phone"], undefined))).toThrow(
      /The columns are: Name, Phone\./,
    );
    expect(() => needWho(understandColumns(["Name", "Phone"], "Phone=email"))).not.toThrow();
  });

  it("is shown without what no screen can hold", () => {
    const [column] = understandColumns([`a\0\ud800${"x".repeat(300)}`], undefined);
    expect(column?.label).toMatch(/^a\uFFFD\uFFFDx+…$/);
    expect(column?.label.length).toBe(200);
    expect(() => understandColumns(Array(1_001).fill("a"), undefined)).toThrow(/more than 1000 columns/);
  });
});
