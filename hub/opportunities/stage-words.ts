/** What a stage says of an opportunity. */
export interface Stage {
  open: boolean;
  won: boolean;
}

// As CRMs and their translations call the last stages: each as its words begin.
const CLOSED =
  /^(?:closed|geschlossen|abgeschlossen|ferm[ée]e?|cl[oô]tur[ée]e?|cerrad[oa]|chius[oa]|fechad[oa]|gesloten|クローズ|完了)(?!\p{L})/u;
const WON = /^(?:won|gewonnen|gagn[ée]e?|remport[ée]e?|ganad[oa]|vint[oa]|ganh[oa]|受注|成立)(?!\p{L})/u;
const LOST =
  /^(?:lost|verloren|perdue?|perdid[oa]|pers[oa]|失注|不成立|abandoned|disqualified|aufgegeben|abandonn[ée]e?|cancelled|canceled)(?!\p{L})/u;

/**
 * Reads what a stage says: "Closed Won", "closedlost", "Geschlossen, gewonnen", "Won". A stage that is not known to
 * be the last one is open: "Verbally won" and "Not closed" are.
 */
export function readStage(stage: string): Stage {
  const words = stage
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^(closed)(won|lost)/, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const first = words[0] ?? "";
  const isClosed = CLOSED.test(first);
  const said = (pattern: RegExp) =>
    isClosed ? words.some((word) => pattern.test(word)) : pattern.test(first);
  if (said(LOST)) return { open: false, won: false };
  if (said(WON)) return { open: false, won: true };
  return { open: !isClosed, won: false };
}
