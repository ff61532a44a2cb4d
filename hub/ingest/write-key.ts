/**
 * The write key of an `Authorization: Basic` header: its user; the password is empty.
 * @returns undefined without such a header, or for one that cannot be read
 */
export function basicUser(authorization: string | undefined): string | undefined {
  const match = /^Basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(authorization ?? "");
  if (!match?.[1]) return undefined;
  const [user] = Buffer.from(match[1], "base64").toString("utf8").split(":", 1);
  return user || undefined;
}
