import { expect, test } from "vitest";
import { thisDevice } from "./this-device.ts";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const MAC = CHROME.replace("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7");
const brands = (...names: string[]) => ["Not A;Brand", ...names].map((brand) => ({ brand }));

test.each([
  [
    "Chrome on Windows",
    {
      userAgent: CHROME,
      userAgentData: { brands: brands("Chromium", "Google Chrome"), platform: "Windows" },
    },
  ],
  [
    "Edge on Windows",
    {
      userAgent: `${CHROME} Edg/156.0`,
      userAgentData: { brands: brands("Chromium", "Microsoft Edge"), platform: "Windows" },
    },
  ],
  ["Edge on Windows", { userAgent: `${CHROME} Edg/156.0` }],
  ["Chrome on macOS", { userAgent: MAC }],
  [
    "Brave on macOS",
    { userAgent: MAC, userAgentData: { brands: brands("Chromium", "Brave"), platform: "macOS" } },
  ],
  ["Opera on Windows", { userAgent: `${CHROME} OPR/120.0` }],
  [
    "Chromium on Linux",
    { userAgent: CHROME, userAgentData: { brands: brands("Chromium"), platform: "Linux" } },
  ],
  [
    "Chrome on ChromeOS",
    { userAgent: CHROME.replace("Windows NT 10.0; Win64; x64", "X11; CrOS x86_64 14541.0.0") },
  ],
  [
    "Firefox on Linux",
    { userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0" },
  ],
  [
    "Firefox on Android",
    { userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0" },
  ],
  [
    "Firefox on Windows",
    { userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0" },
  ],
  ["A browser", { userAgent: "" }],
])("%s", (name, agent) => expect(thisDevice(agent)).toBe(name));
