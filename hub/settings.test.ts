import { describe, expect, test } from "vitest";
import { BadSetting, localUrl, readSettings, withPort } from "./settings.ts";

describe("settings", () => {
  test("have defaults that work on one machine", () => {
    const settings = readSettings({ PATH: "/bin" });
    expect(settings).toMatchObject({
      host: "127.0.0.1",
      port: 8787,
      publicUrl: "http://127.0.0.1:8787",
      linksUrl: "http://localhost:8787",
      databaseUrl: undefined,
      timeZone: "UTC",
      trustedProxies: [],
    });
    expect(settings.dataDir).toMatch(/\/\.leadside$/);
  });

  test.each([
    [undefined, "smtps://mail%40acme.example:secret@smtp.acme.example", "mail@acme.example"],
    [undefined, "smtp://robot:secret@smtp.acme.example", "robot@smtp.acme.example"],
    [undefined, "smtp://127.0.0.1:2525", "leadside@127.0.0.1"],
    ["Acme <hello@acme.example>", "smtp://127.0.0.1:2525", "Acme <hello@acme.example>"],
    [undefined, undefined, undefined],
  ])("mail comes from %s, by %s: %s", (from, by, expected) => {
    const given = { LEADSIDE_MAIL_FROM: from, LEADSIDE_SMTP_URL: by };
    expect(readSettings(given).mailFrom).toBe(expected);
  });

  test.each(["hello", "a@b@c", "x\n<a@b>"])("mail cannot come from %j", (from) => {
    expect(() => readSettings({ LEADSIDE_MAIL_FROM: from })).toThrow("LEADSIDE_MAIL_FROM must be an address");
  });

  test("are nobody else's variables", () => {
    expect(readSettings({ LEADSIDE_CHROMIUM: "/usr/bin/chromium" }).port).toBe(8787);
    expect(readSettings({ LEADSIDE_PUBLIC_URL: "http://leadside.localhost:8787" }).publicUrl).toBe(
      "http://leadside.localhost:8787",
    );
  });

  test("are read from the environment, an empty one counts as absent", () => {
    const settings = readSettings({
      LEADSIDE_HOST: "0.0.0.0",
      LEADSIDE_PORT: "80",
      LEADSIDE_PUBLIC_URL: "https://Leadside.acme.example/",
      LEADSIDE_LINKS_URL: "https://go.acme.example",
      LEADSIDE_DATABASE_URL: "postgres://a:b@db/leadside",
      LEADSIDE_ADMIN_TOKEN: "",
      LEADSIDE_TIME_ZONE: "Europe/Berlin",
      LEADSIDE_TRUSTED_PROXIES: "10.0.0.7, 10.1.0.0/16,::1",
    });
    expect(settings).toMatchObject({
      publicUrl: "https://leadside.acme.example",
      linksUrl: "https://go.acme.example",
      adminToken: undefined,
      trustedProxies: ["10.0.0.7", "10.1.0.0/16", "::1"],
    });
    expect(localUrl(settings)).toBe("http://127.0.0.1");
  });

  test.each([
    ["LEADSIDE_PORT", "99999", "port number"],
    ["LEADSIDE_PORT", "-1", "port number"],
    ["LEADSIDE_PORT", "http", "port number"],
    ["LEADSIDE_HOST", "a b", "address to listen on"],
    ["LEADSIDE_PUBLIC_URL", "leadside.acme.example", "https://leadside.acme.example"],
    ["LEADSIDE_PUBLIC_URL", "https://acme.example/leadside", "without a path"],
    ["LEADSIDE_PUBLIC_URL", "http://leadside.acme.example", "must begin with https://"],
    ["LEADSIDE_LINKS_URL", "ftp://acme.example", "https://"],
    ["LEADSIDE_DATABASE_URL", "postgres://a:p/w@db/leadside", "%2F"],
    ["LEADSIDE_DATABSE_URL", "postgres://a:b@db/leadside", "Did you mean LEADSIDE_DATABASE_URL?"],
    ["LEADSIDE_DATABASE_URL", "mysql://db", "postgres://"],
    ["LEADSIDE_ADMIN_TOKEN", "short", "32 characters"],
    ["LEADSIDE_TIME_ZONE", "Mars/Olympus", "Europe/Berlin"],
    ["LEADSIDE_SMTP_URL", "mail.acme.example", "smtps://"],
    ["LEADSIDE_TRUSTED_PROXIES", "10.0.0.7,proxy", "10.0.0.7,10.1.0.0/16"],
    ["LEADSIDE_TRUSTED_PROXIES", "10.0.0.0/99", "10.0.0.7,10.1.0.0/16"],
    ["LEADSIDE_TRUSTED_PROXIES", "999.0.0.1", "10.0.0.7,10.1.0.0/16"],
    ["LEADSIDE_LINKS_URL", "http://127.0.0.1:8787", "another host name"],
  ])("a bad %s (%s) is named, with what would be right", (name, value, hint) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(BadSetting);
    expect(read).toThrow(name);
    expect(read).toThrow(hint);
  });

  test("links stay apart when the team itself is at localhost", () => {
    const settings = readSettings({ LEADSIDE_PUBLIC_URL: "http://localhost:8787" });
    expect(settings.linksUrl).toBe("http://127.0.0.1:8787");
  });

  test("addresses follow the port that the system chose", () => {
    expect(withPort(readSettings({ LEADSIDE_PORT: "0" }), 4711)).toMatchObject({
      port: 4711,
      publicUrl: "http://127.0.0.1:4711",
      linksUrl: "http://localhost:4711",
    });
    const fixed = readSettings({ LEADSIDE_PORT: "0", LEADSIDE_PUBLIC_URL: "https://acme.example" });
    expect(withPort(fixed, 4711).publicUrl).toBe("https://acme.example");
  });
});
