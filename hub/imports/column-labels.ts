import type { ImportField } from "../../lib/contract/import.ts";
import { plainName } from "../json-fields.ts";

/**
 * What a CRM calls its columns: in report exports and in exports by the fields' own names, in the languages
 * whose words we know. Written as they stand there; case, spaces and signs do not count.
 */
const LABELS: Readonly<Record<ImportField, readonly string[]>> = {
  recordId: [
    ...["Lead ID", "Contact ID", "Record ID", "Related Record ID", "Person ID", "ID", "Lead or Contact ID"],
    ...["Converted Contact ID", "LeadOrContactId"],
    ...["Kontakt-ID", "Datensatz-ID"],
    ...["ID de la piste", "ID Piste", "ID du contact", "ID Contact"],
    ...["Id. de candidato", "Id. del candidato", "Id. de contacto", "Id. del contacto"],
    ...["ID do lead", "ID do contato", "ID lead", "ID del lead", "ID referente", "ID del referente"],
    ...["Contactpersoon-ID", "Contactpersoon ID", "ID van lead"],
    ...["リード ID", "取引先責任者 ID", "レコード ID"],
  ],
  email: [
    ...["Email", "E-mail", "Email Address", "Lead: Email", "Contact: Email", "Work Email", "Business Email"],
    ...[
      "E-Mail-Adresse",
      "Courriel",
      "Adresse e-mail",
      "Correo electrónico",
      "Dirección de correo electrónico",
    ],
    ...["Endereço de email", "Endereço de e-mail", "Indirizzo email", "Indirizzo e-mail", "E-mailadres"],
    ...["メール", "メールアドレス"],
  ],
  name: [
    ...["Full Name", "Lead Name", "Contact Name", "Lead: Full Name", "Contact: Full Name"],
    ...["Vollständiger Name", "Nom complet", "Nombre completo", "Nome completo", "Volledige naam"],
    ...["氏名", "名前"],
  ],
  firstName: [
    ...["First Name", "Given Name", "Lead: First Name", "Contact: First Name"],
    ...["Vorname", "Prénom", "Nombre de pila", "Primeiro nome", "Voornaam", "名"],
  ],
  lastName: [
    ...["Last Name", "Surname", "Family Name", "Lead: Last Name", "Contact: Last Name"],
    ...["Nachname", "Nom de famille", "Apellidos", "Apellido", "Sobrenome", "Cognome", "Achternaam", "姓"],
  ],
  title: [
    ...["Title", "Job Title", "Position", "Lead: Title", "Contact: Title"],
    ...[
      "Titel",
      "Berufsbezeichnung",
      "Titre",
      "Fonction",
      "Cargo",
      "Título",
      "Puesto",
      "Titolo",
      "Qualifica",
    ],
    ...["Functie", "役職"],
  ],
  company: [
    ...["Company", "Company / Account", "Company (Account)", "Account Name", "Company Name", "Account.Name"],
    ...["Lead: Company / Account", "Organization", "Organisation"],
    ...[
      "Firma",
      "Firma / Account",
      "Unternehmen",
      "Accountname",
      "Société",
      "Société / Compte",
      "Nom du compte",
    ],
    ...[
      "Compañía",
      "Compañía / Cuenta",
      "Empresa",
      "Nombre de la cuenta",
      "Empresa / Conta",
      "Nome da conta",
    ],
    ...[
      "Società",
      "Società / Account",
      "Azienda",
      "Nome account",
      "Bedrijf",
      "Bedrijf / Account",
      "Accountnaam",
    ],
    ...["会社名", "会社名 / 取引先名", "会社名 / 取引先", "取引先名"],
  ],
  status: [
    ...["Status", "Lead Status", "Contact Status", "Lead: Lead Status", "Leadstatus"],
    ...["Statut", "Statut de la piste", "Estado", "Estado de candidato", "Estado del candidato"],
    ...["Status do lead", "Stato", "Stato lead", "Stato del lead", "Status van lead"],
    ...["リード状況", "状況"],
  ],
  stage: [
    ...["Stage", "Lifecycle Stage", "StageName", "Phase", "Étape", "Etapa", "Fase", "Estágio", "フェーズ"],
  ],
  owner: [
    ...[
      "Owner",
      "Owner Name",
      "Lead Owner",
      "Contact Owner",
      "Owner Email",
      "Owner: Email",
      "Owner: Full Name",
    ],
    ...["Lead Owner: Email", "Lead Owner Email", "Contact Owner: Email", "Contact Owner Email", "Owner.Name"],
    ...["Lead Owner: Full Name", "Contact Owner: Full Name", "Lead Owner Name", "Contact Owner Name"],
    ...["Inhaber", "Lead-Inhaber", "Lead-Eigentümer", "Kontaktinhaber", "Propriétaire"],
    ...["Propriétaire de la piste", "Propriétaire du contact"],
    ...["Propietario", "Propietario del candidato", "Propietario de candidato", "Propietario del contacto"],
    ...["Proprietário", "Proprietário do lead", "Proprietário do contato", "Proprietario", "Titolare"],
    ...["Titolare lead", "Titolare del lead", "Titolare referente", "Titolare del referente"],
    ...[
      "Eigenaar",
      "Lead-eigenaar",
      "Eigenaar van lead",
      "Eigenaar contactpersoon",
      "リード所有者",
      "所有者",
    ],
    ...["取引先責任者 所有者", "取引先責任者所有者"],
  ],
};

/** Whole names, unless another column has the last ones: "Nom" beside "Prénom", "Nombre" beside "Apellidos". */
const NAMES = ["Name", "Nom", "Nombre", "Nome", "Naam"];
/** Of these, those that are the first name where a column has the last one. */
const FIRST_NAMES = ["Nombre", "Nome"];

const plain = (label: string) => plainName(label.normalize("NFKC"));
const FIELDS: ReadonlyMap<string, ImportField> = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    labels.map((label) => [plain(label), field as ImportField] as const),
  ),
);
const AMBIGUOUS: ReadonlySet<string> = new Set(NAMES.map(plain));
const FIRST: ReadonlySet<string> = new Set(FIRST_NAMES.map(plain));

/** What each column of a heading holds, as far as its label is known. */
export function fieldsOfLabels(labels: readonly string[]): (ImportField | undefined)[] {
  const names = labels.map(plain);
  const sure = names.map((name) => FIELDS.get(name));
  const [hasFirst, hasLast] = [sure.includes("firstName"), sure.includes("lastName")];
  return names.map((name, n) => {
    if (!AMBIGUOUS.has(name)) return sure[n];
    if (hasFirst && !hasLast) return "lastName";
    return hasLast && !hasFirst && FIRST.has(name) ? "firstName" : "name";
  });
}
