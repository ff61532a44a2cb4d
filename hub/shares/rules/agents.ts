import { isbot } from "isbot";

/** What sort of machine it is, as the line about a share says it. */
export const MACHINE_KINDS = ["a mail scanner", "a link preview", "a mail program", "a machine"] as const;
export type MachineKind = (typeof MACHINE_KINDS)[number];

export interface Machine {
  kind: MachineKind;
  /** "Mimecast's link scanner" */
  name: string;
}

const scanner = (name: string): Machine => ({ kind: "a mail scanner", name });
const preview = (name: string): Machine => ({ kind: "a link preview", name });
const mail = (name: string): Machine => ({ kind: "a mail program", name });
const machine = (name: string): Machine => ({ kind: "a machine", name });

/**
 * Machines that say who they are, the surest first. What mail gateways and chat programs call themselves is known
 * from their makers and from what they left in public logs: see test/fixtures/readers.
 */
const KNOWN: readonly (readonly [RegExp, Machine])[] = [
  [
    /safelinks|atp[ -]?url|microsoft[ -]?defender|exchangeonlineprotection/i,
    scanner("Microsoft's Safe Links"),
  ],
  [/proofpoint|urldefense/i, scanner("Proofpoint's link scanner")],
  [/mimecast/i, scanner("Mimecast's link scanner")],
  [/barracuda|cudasvc/i, scanner("Barracuda's link scanner")],
  [/cisco[ -]?secure|ironport|cisco[ -]?email|umbrella/i, scanner("Cisco's link scanner")],
  [/\btmes\b|trend ?micro/i, scanner("Trend Micro's link scanner")],
  [/fortimail|fortinet|fortiguard/i, scanner("Fortinet's link scanner")],
  [/sophos/i, scanner("Sophos's link scanner")],
  [/symantec|messagelabs|broadcom-?esecurity/i, scanner("Symantec's link scanner")],
  [/checkpoint|avanan/i, scanner("Check Point's link scanner")],
  [/forcepoint|websense/i, scanner("Forcepoint's link scanner")],
  [/zscaler/i, scanner("Zscaler's link scanner")],
  [
    /hornetsecurity|vadesecure|retarus|ironscales|cloudmark|spamtitan|trellix|fireeye/i,
    scanner("A mail gateway's link scanner"),
  ],
  [/urlscan|virustotal|joesandbox|any\.run|phishtank/i, scanner("A sandbox that tries out links")],

  // In the page it is Apple's own mix of three names: none of those three says the other two.
  [/facebookexternalhit.*twitterbot/i, preview("iMessage's link preview")],
  [/slack-?bot|slack-?imgproxy/i, preview("Slack's link preview")],
  [/skypeuripreview|microsoftpreview|teamsbot|\bmsteams-?(?:bot|preview)/i, preview("Teams' link preview")],
  [/whatsapp/i, preview("WhatsApp's link preview")],
  [/linkedinbot/i, preview("LinkedIn's link preview")],
  [/telegrambot/i, preview("Telegram's link preview")],
  [/discordbot/i, preview("Discord's link preview")],
  [/facebookexternal|facebot|meta-externalfetcher|facebookcatalog/i, preview("Facebook's link preview")],
  [/twitterbot/i, preview("X's link preview")],
  [
    /^viber|line-?poker|signal-?(?:desktop|android)?[ -]?preview|mattermost-bot|rocket\.chat|zoom-?(?:link|preview)|google-chat|iframely|embedly|outbrain|redditbot|pinterestbot|pinterest\/0\.|vkshare|snap url preview/i,
    preview("A chat program's link preview"),
  ],
  [/bingpreview/i, preview("Bing's page preview")],

  [/googleimageproxy|ggpht\.com/i, mail("Gmail's image proxy")],
  [/yahoomailproxy/i, mail("Yahoo Mail's image proxy")],
  [/^mozilla\/5\.0$/i, mail("Apple Mail, which loads everything ahead")],
  [
    /\bms-?office\b|msoffice|microsoft office|microsoft outlook|microsoft exchange/i,
    mail("Microsoft Office, which looks at a link before it opens it"),
  ],
  [/thunderbird/i, mail("Thunderbird, which looks at a link before it opens it")],

  [
    /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress|electron.*nightmare/i,
    machine("A browser that nobody looks at"),
  ],
  [
    /lighthouse|pagespeed|gtmetrix|pingdom|uptime|statuscake|site24x7|newrelicpinger|datadog/i,
    machine("A monitor of web sites"),
  ],
  [
    /\b(?:curl|wget|python|aiohttp|httpx|okhttp|go-http-client|java|apache-httpclient|axios|node-fetch|undici|libwww|ruby|perl|php|guzzle|powershell|winhttp|urlgrabber|scrapy|lua-resty|dataaccessd|cfnetwork|dalvik)\b/i,
    machine("A program, not a browser"),
  ],
];

/** The machine that a user agent says it is; undefined for one that could be a person's browser. */
export function machineOf(agent: string): Machine | undefined {
  if (agent.trim() === "") return machine("A program that does not say what it is");
  for (const [pattern, known] of KNOWN) if (pattern.test(agent)) return known;
  return isbot(agent) ? machine("A crawler or another program") : undefined;
}
