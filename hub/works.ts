import { PROCESS } from "./content/new-version.ts";
import { processPoster, processVersion } from "./content/process-version.ts";
import { POSTER } from "./content/set-poster.ts";
import { endGivenUp, importLines } from "./imports/import-work.ts";
import type { Works } from "./jobs/work.ts";
import { FIGURES } from "./library/queue-figures.ts";
import { PLAN_DIGESTS, planDigests, SEND_DIGEST } from "./notices/plan-digests.ts";
import { sendDigest } from "./notices/send-digest.ts";
import { ERASE, ERASE_BEFORE } from "./privacy/erase-person.ts";
import { erase } from "./privacy/erase-work.ts";
import { applyRetention } from "./privacy/retention-work.ts";
import { MAIL_CODE, mailCode } from "./reader/mail-code-work.ts";
import { keepFigures } from "./recommend/figures-work.ts";
import { JUDGE_LINKS, judgeLinks } from "./shares/judge-again.ts";

/** What each kind of job does. */
export const works: Works = {
  [ERASE]: erase,
  ...Object.fromEntries(ERASE_BEFORE.map((kind) => [kind, erase])),
  retention: applyRetention,
  import: importLines,
  import_given_up: endGivenUp,
  [PROCESS]: processVersion,
  [POSTER]: processPoster,
  [MAIL_CODE]: mailCode,
  [JUDGE_LINKS]: judgeLinks,
  [FIGURES]: keepFigures,
  [PLAN_DIGESTS]: planDigests,
  [SEND_DIGEST]: sendDigest,
};

/** Kinds that somebody waits for, before a page. */
export const awaitedWorks: readonly string[] = [MAIL_CODE];
