/** What a browser tells of itself; the parts of `navigator` that are looked at. */
export interface Agent {
  userAgent: string;
  userAgentData?: { brands?: readonly { brand: string }[]; platform?: string };
}

// The first that fits: who builds on another's browser also carries its name.
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/Microsoft Edge|\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOpera\b|\bOPR\//, "Opera"],
  [/\bVivaldi\b/, "Vivaldi"],
  [/\bBrave\b/, "Brave"],
  [/\bFirefox\//, "Firefox"],
  [/Google Chrome/, "Chrome"],
  [/\bChromium\b/, "Chromium"],
  [/\bChrome\//, "Chrome"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b|Chrome ?OS/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bmacOS\b|Mac OS X|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/**
 * What to call this browser in its member's list of devices: "Chrome on Windows". No versions and no models, which
 * would say more than the list needs.
 */
export function thisDevice({ userAgent, userAgentData }: Agent): string {
  const brands = userAgentData?.brands?.map(({ brand }) => brand).join(", ") ?? "";
  const browser = named(BRANDS, brands) ?? named(BRANDS, userAgent) ?? "A browser";
  const system = named(SYSTEMS, userAgentData?.platform ?? "") ?? named(SYSTEMS, userAgent);
  return system ? `${browser} on ${system}` : browser;
}

function named(table: typeof BRANDS, text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
