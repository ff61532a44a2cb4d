import { errorCode, StoreRefused, StoreUnavailable } from "./errors.ts";

/** Certificates that do not fit: waiting mends none of them. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/**
 * What a person must mend before a database can be used, if that is what failed; undefined where waiting may help:
 * the server is not there yet, starts, restarts, or has no connection to spare.
 * @param databaseUrl of a PostgreSQL server
 */
export function refusalOf(error: unknown, databaseUrl: string): StoreRefused | undefined {
  const cause = error instanceof StoreUnavailable && error.cause !== undefined ? error.cause : error;
  const code = errorCode(cause) ?? "";
  const message = cause instanceof Error ? cause.message : "";
  const url = new URL(databaseUrl);
  const user = decodeURIComponent(url.username) || "the user of this process";
  const database = decodeURIComponent(url.pathname.slice(1)) || user;
  const says = (words: string) =>
    new StoreRefused(`The database that LEADSIDE_DATABASE_URL names cannot be used: ${words}`);

  if (/^28/.test(code) || /password must be a string/.test(message)) {
    return says(`the server at ${url.host} refuses the name "${user}" or its password (${message}).`);
  }
  if (code === "3D000") {
    return says(
      `there is no database "${database}" on ${url.host}. Make it: create database "${database}" owner "${user}".`,
    );
  }
  if (code === "42501") {
    return says(
      `"${user}" may not make tables in the database "${database}". Let it own the database: alter database "${database}" owner to "${user}".`,
    );
  }
  if (CERTIFICATE.test(code) || /does not support SSL|SSL/.test(message)) {
    return says(`${message || code}. See sslmode and sslrootcert in the address.`);
  }
  return undefined;
}

/** Why a database is waited for, in words for a terminal and a log. */
export function awayBecause(error: unknown): string {
  const cause = error instanceof StoreUnavailable && error.cause !== undefined ? error.cause : error;
  const code = errorCode(cause);
  const message = error instanceof Error ? error.message : String(error);
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
