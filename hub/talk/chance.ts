import { createHash } from "node:crypto";

/**
 * Which of two sentences chance gives to somebody: always the same one of a comparison, half of all people either.
 * @param hubId so that nobody outside can tell beforehand
 */
export function chosenBy(hubId: string, comparisonId: string, personId: string): "a" | "b" {
  const hash = createHash("sha256").update(`${hubId} ${comparisonId} ${personId}`).digest();
  return hash.readUInt8() < 128 ? "a" : "b";
}
