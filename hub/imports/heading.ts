/** How the lines of a file are cut into cells. */
export interface Cut {
  delimiter: string;
  /** Characters before the heading: a line that only names the delimiter, and blank ones. */
  skip: number;
  /** The number of the heading's line. */
  line: number;
}

const DELIMITERS = [",", ";", "\t"];
/** What Excel writes, and reads, where a country's lists are not parted by commas. */
const SAYS_DELIMITER = /^"?sep=(.)"?$/i;

/**
 * Finds the heading and what parts its cells.
 * @param text from the file's beginning
 * @param isAll whether there is no more text
 * @returns undefined when more text is needed
 */
export function findCut(text: string, isAll: boolean): Cut | undefined {
  let said: string | undefined;
  let skip = 0;
  for (let line = 1; ; line += 1) {
    const end = text.indexOf("\n", skip);
    if (end < 0 && !isAll) return undefined;
    const whole = text.slice(skip, end < 0 ? undefined : end);
    const names = SAYS_DELIMITER.exec(whole.trim());
    if (said === undefined && names?.[1]) said = names[1];
    else if (whole.trim() !== "" || end < 0) {
      return { delimiter: said ?? mostUsed(whole), skip, line };
    }
    skip = end < 0 ? text.length : end + 1;
    if (end < 0) return { delimiter: said ?? ",", skip, line };
  }
}

/** The delimiter that stands most often outside of quotes. */
function mostUsed(heading: string): string {
  const plain = heading.replace(/"(?:[^"]|"")*"?/g, "");
  const counts = DELIMITERS.map((delimiter) => plain.split(delimiter).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
