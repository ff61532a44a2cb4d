import { IMPORT_FIELDS, type ImportField } from "../../lib/contract/import.ts";
import { ApiError } from "../http/api-error.ts";
import { fieldsOfLabels } from "./column-labels.ts";

/** What a column holds, and how we know. */
export interface Column {
  label: string;
  field: ImportField | null;
  by: "label" | "map" | null;
}

/** A heading is shown, and kept with the import: a longer label is cut. */
const LONGEST_LABEL = 200;
const MOST_COLUMNS = 1_000;

/**
 * Tells what a report's columns hold: as the importer says, else by their labels.
 * @param heading the first line's cells
 * @param map `Label=field`, one a line; an empty field leaves the column out
 * @throws ApiError `bad_request` for a map that does not fit, in words that say what there is
 */
export function understandColumns(heading: readonly string[], map: string | undefined): Column[] {
  if (heading.length > MOST_COLUMNS)
    throw new ApiError("bad_request", `The heading has more than ${MOST_COLUMNS} columns.`);
  const labels = heading.map((cell) => cell.trim().replace(/\s+/g, " "));
  const said = readMap(map, labels);
  const known = fieldsOfLabels(labels.map((label, n) => (said.has(n) ? "" : label)));
  return labels.map((label, n) => {
    const shown = shownLabel(label);
    const mapped = said.get(n);
    if (mapped !== undefined) return { label: shown, field: mapped, by: "map" };
    const field = known[n] ?? null;
    return { label: shown, field, by: field === null ? null : "label" };
  });
}

/** Whether lines of these columns can say who they are about. */
export function sayWho(columns: readonly Column[]): boolean {
  return columns.some(({ field }) => field === "recordId" || field === "email");
}

/** @throws ApiError `bad_request` when no column says who a line is about */
export function needWho(columns: readonly Column[]): void {
  if (sayWho(columns)) return;
  throw new ApiError(
    "bad_request",
    `No column is known to hold a record's id or an e-mail address. The columns are: ${list(columns.map(({ label }) => label))}. ` +
      'Say which one it is, as in --map "Column=email".',
  );
}

/** The fields that the importer named, by the column's place. */
function readMap(map: string | undefined, labels: readonly string[]): Map<number, ImportField | null> {
  const said = new Map<number, ImportField | null>();
  for (const line of (map ?? "").split("\n")) {
    if (line.trim() === "") continue;
    const equals = line.lastIndexOf("=");
    const [label, name] = [line.slice(0, equals).trim().replace(/\s+/g, " "), line.slice(equals + 1).trim()];
    if (equals < 0 || label === "")
      throw new ApiError("bad_request", `"${shownLabel(line)}" does not say Column=field.`);
    const field = name === "" ? null : fieldNamed(name);
    const places = placesOf(label, labels);
    if (places.length === 0) {
      throw new ApiError(
        "bad_request",
        `There is no column "${shownLabel(label)}". The columns are: ${list(labels)}.`,
      );
    }
    for (const place of places) said.set(place, field);
  }
  return said;
}

function fieldNamed(name: string): ImportField {
  const field = IMPORT_FIELDS.find((known) => known.toLowerCase() === name.toLowerCase());
  if (field !== undefined) return field;
  throw new ApiError(
    "bad_request",
    `"${shownLabel(name)}" is no field. The fields are: ${IMPORT_FIELDS.join(", ")}.`,
  );
}

/** Columns of that very label, else of one that differs in case alone. */
function placesOf(label: string, labels: readonly string[]): number[] {
  const places = (same: (other: string) => boolean) => labels.flatMap((other, n) => (same(other) ? [n] : []));
  const exact = places((other) => other.normalize() === label.normalize());
  if (exact.length > 0) return exact;
  return places((other) => other.normalize().toLowerCase() === label.normalize().toLowerCase());
}

/** Fit to be stored and shown, whatever bytes the heading was made of. */
export function shownLabel(label: string): string {
  const text = label.replace(/[\p{Cc}\p{Surrogate}\uFDD0]/gu, "\uFFFD");
  return [...text].length > LONGEST_LABEL ? `${[...text].slice(0, LONGEST_LABEL - 1).join("")}…` : text;
}

const MOST_LISTED = 40;
/** Labels as a sentence names them; of many, the first. */
export function list(labels: readonly string[]): string {
  const shown = labels.slice(0, MOST_LISTED).map(shownLabel).join(", ");
  return labels.length > MOST_LISTED ? `${shown}, and ${labels.length - MOST_LISTED} more` : shown;
}
