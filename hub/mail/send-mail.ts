import { createTransport } from "nodemailer";
import type { Settings } from "../settings.ts";

export interface Mail {
  to: string;
  subject: string;
  /** Plain. */
  text: string;
  /** The same for who reads HTML: markup of ours, with all else escaped. */
  html?: string;
  /** With its brackets; the same again is the same mail. Made anew where absent. */
  messageId?: string;
  /** Further ones, by name. */
  headers?: Readonly<Record<string, string>>;
}

/** There is no server to send mail by. */
export class NoMail extends Error {
  override readonly name = "NoMail";
}

const TIMEOUT_MS = 10_000;

/**
 * Sends one mail by the server of `LEADSIDE_SMTP_URL`.
 * @throws NoMail where none is set; what the server says where it refuses
 */
export async function sendMail(
  { smtpUrl, mailFrom }: Pick<Settings, "smtpUrl" | "mailFrom">,
  { to, subject, text, html, messageId, headers }: Mail,
): Promise<void> {
  if (smtpUrl === undefined) throw new NoMail("LEADSIDE_SMTP_URL is not set, so no mail is sent.");
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What stands in a mail is never a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: mailFrom,
      // An object, so that what looks like several addresses is one.
      to: { name: "", address: to },
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      ...(messageId === undefined ? {} : { messageId }),
      headers: { "Auto-Submitted": "auto-generated", ...prepared(headers) },
    });
  } finally {
    transport.close();
  }
}

/** As they stand: an address in them must not be folded or encoded, or mail programs do not find it. */
function prepared(headers: Mail["headers"] = {}) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      { prepared: true, value: value.replace(/[\r\n]+/g, " ") },
    ]),
  );
}
