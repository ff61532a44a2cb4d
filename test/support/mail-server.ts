import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as a mail program reads it. */
export interface ReceivedMail {
  to: string[];
  raw: string;
  /** By name in lower case, unfolded; each as often as it stands there. */
  headers: Map<string, string[]>;
  /** Decoded, by type, such as `text/plain`. */
  parts: Map<string, string>;
}

export interface MailServer {
  mails: ReceivedMail[];
  url: string;
  close(): Promise<void>;
}

/** A mail server on loopback that keeps what it is given. */
export async function mailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("latin1");
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), ...readMail(raw) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function readMail(raw: string): Omit<ReceivedMail, "to"> {
  const { headers, body } = split(raw);
  const type = headers.get("content-type")?.[0] ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  const parts = new Map<string, string>();
  const found = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1);
  for (const part of found) {
    const own = split(part.replace(/^\r\n/, ""));
    const name = (own.headers.get("content-type")?.[0] ?? "text/plain").split(";")[0] ?? "";
    parts.set(name.trim(), decoded(own.body, own.headers.get("content-transfer-encoding")?.[0] ?? "7bit"));
  }
  return { raw, headers, parts };
}

function split(text: string): { headers: Map<string, string[]>; body: string } {
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  const headers = new Map<string, string[]>();
  for (const line of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const name = line.slice(0, line.indexOf(":")).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(line.indexOf(":") + 1).trim()]);
  }
  return { headers, body: end < 0 ? "" : text.slice(end + 4) };
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1").toString("utf8");
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
