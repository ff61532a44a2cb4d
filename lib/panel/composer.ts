import type { RecordRef } from "../contract/record.ts";
import { COMPOSERS } from "../contract/share.ts";
import { CRM_COMPOSERS, composeAddressOf } from "../crm/hosts.ts";

export type Composer = (typeof COMPOSERS)[number];

/** A message as it is filled in. `to`: absent where no address is known. Plain text. */
export interface Message {
  to?: string | undefined;
  subject: string;
  text: string;
}

/** What each is called, alone and after "Opened in". */
export const COMPOSER_NAMES: Record<Composer, { name: string; opened: string }> = {
  mail_program: { name: "Mail program", opened: "your mail program" },
  gmail: { name: "Gmail", opened: "Gmail" },
  outlook: { name: "Outlook", opened: "Outlook" },
  ...CRM_COMPOSERS,
};

/** How long an address may be, in characters: systems hand mail addresses over in about 2,000; web mail takes more. */
const MOST: Record<Exclude<Composer, keyof typeof CRM_COMPOSERS>, number> = {
  mail_program: 2_000,
  gmail: 6_000,
  outlook: 6_000,
};

/** Where mail to this record's person can be written. */
export function composersFor(record: RecordRef): Composer[] {
  return COMPOSERS.filter((composer) => composerAddress(composer, NO_MESSAGE, record) !== null);
}

const NO_MESSAGE: Message = { subject: "", text: "" };

/**
 * The address that opens a new message, filled in as far as it allows: what is too long for it is left out. Pure.
 * @param origin where the record's page was met, so that the CRM's own composer opens there too
 * @returns null where this record's CRM has no composer of its own
 */
export function composerAddress(
  composer: Composer,
  message: Message,
  record: RecordRef,
  origin?: string,
): string | null {
  // A CRM's own composer has its CRM's name.
  if (!takesMessage(composer)) return composer === record.crm ? composeAddressOf(record, origin) : null;
  const whole = addressWith(composer, message);
  return whole.length <= MOST[composer] ? whole : addressWith(composer, { ...message, text: "" });
}

/** Whether the message's text goes along in the address; if not, it is put on the clipboard. Pure. */
export function takesText(composer: Composer, message: Message): boolean {
  return takesMessage(composer) && addressWith(composer, message).length <= MOST[composer];
}

/** Whether anything but whom it is for can go along. */
const takesMessage = (composer: Composer): composer is keyof typeof MOST => composer in MOST;

function addressWith(composer: keyof typeof MOST, { to = "", subject, text }: Message): string {
  const address = encodeURIComponent(to).replaceAll("%40", "@");
  const head = encodeURIComponent(subject);
  const body = encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
  switch (composer) {
    case "mail_program":
      return `mailto:${address}?subject=${head}${body && `&body=${body}`}`;
    case "gmail":
      return `https://mail.google.com/mail/?view=cm&fs=1&tf=1&to=${address}&su=${head}&body=${body}`;
    case "outlook":
      return `https://outlook.office.com/mail/deeplink/compose?to=${address}&subject=${head}&body=${body}`;
  }
}

/**
 * What is said once a composer was opened. `fits`: the text went along; else whether it was `copied`. `local`: its link
 * points at this machine.
 */
export function openedWords(
  composer: Composer,
  { fits, copied, local }: { fits: boolean; copied: boolean; local: boolean },
): string {
  const words = [`Opened in ${COMPOSER_NAMES[composer].opened}.`];
  if (!fits && copied) words.push("The message is on the clipboard: paste it there.");
  if (!fits && !copied) words.push("The message did not fit and could not be copied: use Copy message.");
  if (local) words.push("The link points at this machine, so a prospect cannot open it.");
  return words.join(" ");
}
