import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

/** What the environment says, parsed once. `publicUrl` and `linksUrl` are origins, without a slash at the end. */
export interface Settings {
  host: string;
  port: number;
  /** Where the team reaches the hub. */
  publicUrl: string;
  /** Where strangers reach it: another host name, which answers tracked links and ingestion only. */
  linksUrl: string;
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  adminToken: string | undefined;
  /** IANA name; weeks and days are cut in it. */
  timeZone: string;
  smtpUrl: string | undefined;
  /** Whom mail comes from. */
  mailFrom: string | undefined;
  /** Addresses or CIDR blocks whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  /** How much the log says; no level says anything of a person. */
  logLevel: LogLevel;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting that cannot be used; the message names it and says what would be right. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
}

function urlWith(protocols: readonly string[], text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) ? url : undefined;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

const Origin = z
  .string()
  .refine((text) => {
    const url = urlWith(["http:", "https:"], text);
    return url !== undefined && url.pathname === "/" && !url.search && !url.hash && !url.username;
  }, "must be an address such as https://leadside.acme.example, without a path")
  .refine((text) => {
    // Browsers refuse to connect there, and others on the network could read along.
    const url = urlWith(["http:"], text);
    return url === undefined || LOOPBACK.test(url.hostname);
  }, "must begin with https:// unless it is this machine; put Caddy or nginx in front, see docs/operating.md")
  .transform((text) => new URL(text).origin);

const Block = z
  .string()
  .refine(isBlock, "must be addresses or blocks with commas between, such as 10.0.0.7,10.1.0.0/16");

/** An address, or one with the number of leading bits that count. */
function isBlock(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  return (
    family !== 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const Environment = z.object({
  LEADSIDE_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, "must be an address to listen on, such as 127.0.0.1 or 0.0.0.0")
    .default("127.0.0.1"),
  LEADSIDE_PORT: z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      "must be a port number from 0 to 65535, such as 8787",
    )
    .transform(Number)
    .default(8787),
  LEADSIDE_PUBLIC_URL: Origin.optional(),
  LEADSIDE_LINKS_URL: Origin.optional(),
  LEADSIDE_DATABASE_URL: z
    .string()
    .refine(
      (text) => urlWith(["postgres:", "postgresql:"], text) !== undefined,
      "must be an address such as postgres://leadside:password@127.0.0.1:5432/leadside. Write / : @ # ? and % of a password as %2F %3A %40 %23 %3F %25",
    )
    .optional(),
  LEADSIDE_DATA_DIR: z
    .string()
    .default(".leadside")
    .transform((folder) => resolve(folder)),
  LEADSIDE_ADMIN_TOKEN: z
    .string()
    .min(32, "must have at least 32 characters; `openssl rand -hex 32` makes a good one")
    .optional(),
  LEADSIDE_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "must be the name of a time zone, such as Europe/Berlin or UTC")
    .default("UTC"),
  LEADSIDE_SMTP_URL: z
    .string()
    .refine(
      (text) => urlWith(["smtp:", "smtps:"], text) !== undefined,
      "must be an address such as smtps://name:password@mail.acme.example:465",
    )
    .optional(),
  LEADSIDE_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>@\r\n]{1,100} <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
      "must be an address such as leadside@acme.example, or Acme <leadside@acme.example>",
    )
    .optional(),
  LEADSIDE_TRUSTED_PROXIES: z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(Block))
    .default([]),
  LEADSIDE_LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` })
    .default("info"),
});

/** The setting that a name which is none was meant to be; undefined for one that is nothing like any. */
function mistyped(name: string, settings: readonly string[]): string | undefined {
  return settings.includes(name) ? undefined : settings.find((setting) => distance(name, setting) <= 2);
}

/** How many letters must be put in, left out or changed to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, their] of [...other].entries()) {
      const changed = (row[j] ?? 0) + Number(letter !== their);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/**
 * Reads the hub's settings. An empty variable counts as absent.
 * @throws BadSetting naming the first setting that is wrong, and what would be right
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith("LEADSIDE_") && value !== ""),
  );
  for (const name of Object.keys(given)) {
    const meant = mistyped(name, Object.keys(Environment.shape));
    if (meant !== undefined) throw new BadSetting(`${name} is no setting. Did you mean ${meant}?`);
  }
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadSetting(`${String(issue?.path[0])} ${issue?.message}.`);
  }
  const values = parsed.data;
  const port = values.LEADSIDE_PORT;
  const settings: Settings = {
    host: values.LEADSIDE_HOST,
    port,
    ...addresses(port, values.LEADSIDE_PUBLIC_URL, values.LEADSIDE_LINKS_URL),
    databaseUrl: values.LEADSIDE_DATABASE_URL,
    dataDir: values.LEADSIDE_DATA_DIR,
    adminToken: values.LEADSIDE_ADMIN_TOKEN,
    timeZone: values.LEADSIDE_TIME_ZONE,
    smtpUrl: values.LEADSIDE_SMTP_URL,
    mailFrom: values.LEADSIDE_MAIL_FROM ?? senderOf(values.LEADSIDE_SMTP_URL),
    trustedProxies: values.LEADSIDE_TRUSTED_PROXIES,
    logLevel: values.LEADSIDE_LOG_LEVEL,
  };
  if (settings.publicUrl === settings.linksUrl) {
    throw new BadSetting(
      "LEADSIDE_LINKS_URL must have another host name than LEADSIDE_PUBLIC_URL: strangers reach the first, the team the second.",
    );
  }
  return settings;
}

function addresses(port: number, publicUrl: string | undefined, linksUrl: string | undefined) {
  const team = publicUrl ?? `http://127.0.0.1:${port}`;
  const local = `http://localhost:${port}`;
  return { publicUrl: team, linksUrl: linksUrl ?? (team === local ? `http://127.0.0.1:${port}` : local) };
}

/** Who signs in to a mail server is mostly an address that may send by it. */
function senderOf(smtpUrl: string | undefined): string | undefined {
  if (smtpUrl === undefined) return undefined;
  const { username, hostname } = new URL(smtpUrl);
  const user = decodeURIComponent(username);
  return user.includes("@") ? user : `${user || "leadside"}@${hostname}`;
}

/** The same settings once the system has chosen a port for `LEADSIDE_PORT=0`. */
export function withPort(settings: Settings, port: number): Settings {
  const moved = (url: string) => url.replace(/^(http:\/\/(?:127\.0\.0\.1|localhost)):0$/, `$1:${port}`);
  return { ...settings, port, publicUrl: moved(settings.publicUrl), linksUrl: moved(settings.linksUrl) };
}

/** Where this machine reaches a hub that listens as the settings say. */
export function localUrl({ host, port }: Settings): string {
  // An address to listen on for all networks is not one to call.
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return new URL(`http://${name.includes(":") ? `[${name}]` : name}:${port}`).origin;
}
