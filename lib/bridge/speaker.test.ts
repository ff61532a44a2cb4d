import { describe, expect, test } from "vitest";
import { type Sender, speakerOf } from "./speaker.ts";

const CHROME = { id: "abc", base: "chrome-extension://abc/" };
const FIREFOX = { id: "leadside@x", base: "moz-extension://0f0e/" };
const CRM = "https://acme.lightning.force.com/lightning/r/Lead/x/view";
const tab = { id: 7 };

describe("who speaks to the background", () => {
  const cases: readonly (readonly [string, Sender, string | null])[] = [
    ["the locator", { id: "abc", url: CRM, frameId: 0, tab }, "locator"],
    ["a content script in an inner frame", { id: "abc", url: CRM, frameId: 3, tab }, null],
    ["a content script without a tab", { id: "abc", url: CRM, frameId: 0 }, null],
    [
      "a locator at an address that is asked for",
      { id: "abc", url: "https://acme.lightning.force.com.mcas.ms/x", frameId: 0, tab },
      "locator",
    ],
    ["a page called like an object's own", { id: "abc", url: "chrome-extension://abc/toString", tab }, null],
    ["another site", { id: "abc", url: "https://evil.example/", frameId: 0, tab }, null],
    ["a CRM without encryption", { id: "abc", url: CRM.replace("https", "http"), frameId: 0, tab }, null],
    ["another extension", { id: "xyz", url: CRM, frameId: 0, tab }, null],
    ["nobody named", { url: CRM, frameId: 0, tab }, null],
    ["no address", { id: "abc", frameId: 0, tab }, null],
    [
      "the panel in a frame",
      { id: "abc", url: "chrome-extension://abc/panel.html", frameId: 3, documentId: "D", tab },
      "panel-before-handshake",
    ],
    [
      "the panel in a tab of its own",
      { id: "abc", url: "chrome-extension://abc/panel.html", frameId: 0, documentId: "D", tab },
      null,
    ],
    [
      "a panel without a document",
      { id: "abc", url: "chrome-extension://abc/panel.html", frameId: 3, tab },
      null,
    ],
    [
      "options in a tab",
      { id: "abc", url: "chrome-extension://abc/options.html", frameId: 0, tab },
      "options",
    ],
    [
      "options with a question",
      { id: "abc", url: "chrome-extension://abc/options.html?x#y", frameId: 0, tab },
      "options",
    ],
    ["the popup", { id: "abc", url: "chrome-extension://abc/popup.html" }, "popup"],
    ["options in a frame", { id: "abc", url: "chrome-extension://abc/options.html", frameId: 2, tab }, null],
    ["another page of ours", { id: "abc", url: "chrome-extension://abc/other.html", frameId: 0, tab }, null],
    [
      "a page of another extension",
      { id: "abc", url: "chrome-extension://xyz/options.html", frameId: 0, tab },
      null,
    ],
    ["a site that imitates the path", { id: "abc", url: "https://abc/options.html", frameId: 0, tab }, null],
  ];
  test.each(cases)("%s", (_who, sender, speaker) => {
    expect(speakerOf(sender, CHROME)).toBe(speaker);
  });

  test("the same in Firefox, where the address is not the id", () => {
    const url = "moz-extension://0f0e/panel.html";
    const panel = { id: "leadside@x", url, frameId: 9, documentId: "D", tab };
    expect(speakerOf(panel, FIREFOX)).toBe("panel-before-handshake");
    expect(speakerOf({ ...panel, url: "moz-extension://ffff/panel.html" }, FIREFOX)).toBeNull();
  });
});
