/** A share as text: "14 of 61", "23 %", "(15–33)"; no rate where there is no interval, which is under ten. */
export interface ShareWords {
  counted: string;
  rate?: string;
  /** Its 90 % interval. */
  range?: string;
}

/** @param interval both ends, as shares of one */
export function shareWords(part: number, of: number, interval: readonly [number, number] | null): ShareWords {
  const counted = `${part.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")}`;
  if (interval === null || of === 0) return { counted };
  return {
    counted,
    rate: `${percent(part / of)} %`,
    range: `(${percent(interval[0])}–${percent(interval[1])})`,
  };
}

const percent = (share: number) => Math.round(share * 100);

/** A difference of two shares, in points: "+31", "(−11 to +72)". */
export function differenceWords({
  value,
  interval,
}: {
  value: number;
  interval: readonly [number, number];
}): { points: string; range: string } {
  return { points: signed(value), range: `(${signed(interval[0])} to ${signed(interval[1])})` };
}

function signed(share: number): string {
  const points = percent(share);
  if (points === 0) return "0";
  return points > 0 ? `+${points}` : `−${-points}`;
}
