import { ApiError } from "../../http/api-error.ts";
import { plainName } from "../../json-fields.ts";
import { list, shownLabel } from "../understand-columns.ts";

/** What a column of a report of opportunities can hold. */
export type Field =
  | "id"
  | "name"
  | "company"
  | "stage"
  | "amount"
  | "currency"
  | "closeDate"
  | "closed"
  | "won"
  | "contact";

export interface OpportunityColumn {
  label: string;
  field: Field | null;
  /** Of amounts, as the label says it: "Amount (EUR)". */
  currency?: string;
}

/**
 * What CRMs call these columns, in report exports and by the fields' own names, in the languages whose words we know.
 * Written as they stand there; case, spaces and signs do not count.
 */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  id: [
    ...[
      "Opportunity ID",
      "Deal ID",
      "Record ID",
      "ID",
      "Opportunity Record ID",
      "Case Safe ID",
      "Opportunity.Id",
    ],
    ...["Opportunity-ID", "Datensatz-ID", "Verkaufschance-ID", "ID de l'opportunité", "ID Opportunité"],
    ...[
      "Id. de oportunidad",
      "Id. de la oportunidad",
      "ID da oportunidade",
      "ID opportunità",
      "Opportunity-id",
    ],
    ...["ID dell'opportunità", "Opportunity ID (18)", "商談 ID", "商談ID", "レコード ID"],
  ],
  name: [
    ...[
      "Opportunity Name",
      "Deal Name",
      "Name",
      "Opportunity",
      "Opportunity.Name",
      "Opportunity: Opportunity Name",
    ],
    ...[
      "Opportunity-Name",
      "Name der Opportunity",
      "Verkaufschance",
      "Nom de l'opportunité",
      "Nom opportunité",
    ],
    ...["Nombre de la oportunidad", "Nombre de oportunidad", "Nome da oportunidade", "Nome opportunità"],
    ...["Nome dell'opportunità", "Naam opportunity", "Opportunitynaam", "商談名"],
  ],
  company: [
    ...[
      "Account Name",
      "Company",
      "Company Name",
      "Account",
      "Account.Name",
      "Associated Company",
      "Organization",
    ],
    ...[
      "Account Name: Account Name",
      "Accountname",
      "Firma",
      "Unternehmen",
      "Nom du compte",
      "Compte",
      "Société",
    ],
    ...[
      "Nombre de la cuenta",
      "Cuenta",
      "Empresa",
      "Nome da conta",
      "Conta",
      "Nome account",
      "Azienda",
      "Società",
    ],
    ...["Accountnaam", "Bedrijf", "取引先名", "取引先", "会社名"],
  ],
  stage: [
    ...["Stage", "StageName", "Deal Stage", "Opportunity Stage", "Sales Stage", "Phase", "Opportunityphase"],
    ...["Vertriebsphase", "Étape", "Etapa", "Fase", "Estágio", "Stadium", "Verkoopfase", "フェーズ"],
  ],
  amount: [
    ...["Amount", "Deal Amount", "Opportunity Amount", "Value", "Deal Value", "Betrag", "Summe", "Montant"],
    ...["Importe", "Monto", "Valor", "Quantia", "Importo", "Ammontare", "Bedrag", "金額"],
    ...[
      "Amount (converted)",
      "Amount (converted to company currency)",
      "Betrag (konvertiert)",
      "Montant (converti)",
    ],
  ],
  currency: [
    ...[
      "Currency",
      "Amount Currency",
      "Opportunity Currency",
      "CurrencyIsoCode",
      "Currency ISO Code",
      "Currency Code",
    ],
    ...["Währung", "Betrag Währung", "Opportunity-Währung", "Devise", "Montant Devise", "Divisa", "Moneda"],
    ...[
      "Importe Divisa",
      "Moeda",
      "Valor Moeda",
      "Valuta",
      "Importo Valuta",
      "Bedrag Valuta",
      "通貨",
      "金額 通貨",
    ],
  ],
  closeDate: [
    ...["Close Date", "CloseDate", "Expected Close Date", "Closing Date", "Schlusstermin", "Abschlussdatum"],
    ...["Geplantes Abschlussdatum", "Date de clôture", "Date de fermeture", "Fecha de cierre"],
    ...["Data de fechamento", "Data de fecho", "Data chiusura", "Data di chiusura", "Sluitingsdatum"],
    ...["Afsluitdatum", "完了予定日", "完了日"],
  ],
  closed: [
    ...["Closed", "IsClosed", "Is Closed", "Is Deal Closed?", "Geschlossen", "Fermée", "Clôturée", "Cerrada"],
    ...["Cerrado", "Fechado", "Fechada", "Chiusa", "Chiuso", "Gesloten", "完了フラグ", "完了"],
  ],
  won: [
    ...[
      "Won",
      "IsWon",
      "Is Won",
      "Is Closed Won",
      "Gewonnen",
      "Gagnée",
      "Ganada",
      "Ganado",
      "Ganho",
      "Ganha",
    ],
    ...["Vinta", "Vinto", "成立フラグ", "成立"],
  ],
  contact: [
    ...[
      "Contact ID",
      "Email",
      "Contact Email",
      "Contact: Email",
      "Contact: Contact ID",
      "Primary Contact Email",
    ],
    ...[
      "Primary Contact: Email",
      "Primary Contact ID",
      "Contacts",
      "Contact Emails",
      "ContactId",
      "Email Address",
    ],
    ...["Associated Contact", "Associated Contact IDs", "Kontakt-ID", "E-Mail", "E-Mail-Adresse", "Kontakte"],
    ...[
      "Kontakt: E-Mail",
      "Adresse e-mail",
      "ID du contact",
      "ID Contact",
      "E-mail",
      "Courriel",
      "Contact : E-mail",
    ],
    ...[
      "Correo electrónico",
      "Id. de contacto",
      "Id. del contacto",
      "Endereço de email",
      "Endereço de e-mail",
    ],
    ...["ID do contato", "Indirizzo email", "Indirizzo e-mail", "ID referente", "E-mailadres"],
    ...["Contactpersoon-ID", "Contactpersoon ID", "メール", "取引先責任者 ID"],
  ],
};

const plain = (label: string) => plainName(label.normalize("NFKC"));
const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries(LABELS).flatMap(([field, labels]) =>
    labels.map((label) => [plain(label), field as Field] as const),
  ),
);

/**
 * Tells what a report's columns hold, by their labels. Where several hold the same, the first does; of contacts, each.
 * @throws ApiError `bad_request` where no column is known to hold an opportunity's id
 */
export function understandOpportunities(heading: readonly string[]): OpportunityColumn[] {
  const seen = new Set<Field>();
  const columns = heading.map((cell): OpportunityColumn => {
    const text = cell.trim().replace(/\s+/g, " ");
    const label = shownLabel(text);
    const [, before = text, currency] = /^(.*?) ?[([](?:in )?([A-Z]{3})[)\]]$/.exec(text) ?? [];
    const field = FIELDS.get(plain(text)) ?? (currency === undefined ? undefined : FIELDS.get(plain(before)));
    if (field === undefined || (seen.has(field) && field !== "contact")) return { label, field: null };
    seen.add(field);
    return { label, field, ...(field === "amount" && currency !== undefined ? { currency } : {}) };
  });
  if (!seen.has("id")) {
    throw new ApiError(
      "bad_request",
      `No column is known to hold an opportunity's id. The columns are: ${list(columns.map(({ label }) => label))}. ` +
        'Add "Opportunity ID" to the report and export it again.',
    );
  }
  return columns;
}
