import { expect, test } from "vitest";
import { StoreUnavailable } from "./errors.ts";
import { refusalOf } from "./refusal.ts";

const failure = (code: string | undefined, message = "said so") =>
  Object.assign(new Error(message), code === undefined ? {} : { code });
const url = "postgres://leadside:secret@db.acme.example:5432/team";

test.each([
  [
    "28P01",
    'password authentication failed for user "leadside"',
    /refuses the name "leadside" or its password/,
  ],
  ["28000", 'no pg_hba.conf entry for host "10.0.0.1"', /no pg_hba.conf entry/],
  ["3D000", 'database "team" does not exist', /there is no database "team" on db\.acme\.example:5432/],
  ["42501", "permission denied for schema public", /may not make tables.*alter database "team" owner/],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", /self-signed certificate.*sslmode/],
  [undefined, "The server does not support SSL connections", /does not support SSL/],
])("%s has to be mended", (code, message, words) => {
  const said = refusalOf(new StoreUnavailable(message, { cause: failure(code, message) }), url);
  expect(said?.message).toMatch(words);
  expect(said?.message).not.toContain("secret");
  expect(refusalOf(failure(code, message), url)?.message).toBe(said?.message);
});

test.each([
  ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:5432"],
  ["ENOTFOUND", "getaddrinfo ENOTFOUND db"],
  ["EAI_AGAIN", "getaddrinfo EAI_AGAIN db"],
  ["57P03", "the database system is starting up"],
  ["53300", "sorry, too many clients already"],
  ["25006", "cannot execute CREATE TABLE in a read-only transaction"],
  [undefined, "timeout exceeded when trying to connect"],
  [undefined, "Connection terminated unexpectedly"],
])("%s may pass: %s", (code, message) => {
  expect(refusalOf(new StoreUnavailable(message, { cause: failure(code, message) }), url)).toBeUndefined();
});
