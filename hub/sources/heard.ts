/**
 * Of a row of `ingest_count`: whether an event came that could be read. What was only set aside does not say
 * that a tool is well.
 */
export const HEARD = "accepted + duplicates + conflicts + suppressed > 0";
