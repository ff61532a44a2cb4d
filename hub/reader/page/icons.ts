import { Html } from "./html.ts";

/** One stroke style, drawn on 16; never the only name of anything. */
const PATHS = {
  download: "M8 2.5v7.2M4.9 6.8 8 9.9l3.1-3.1M2.8 13.2h10.4",
  find: "M7 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8ZM10.3 10.3l3.4 3.4",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  up: "M3.5 10 8 5.5l4.5 4.5",
  down: "M3.5 6 8 10.5 12.5 6",
  close: "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
} as const;

export function icon(name: keyof typeof PATHS, size = 16): Html {
  return new Html(
    `<svg width="${size}" height="${size}" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${PATHS[name]}"/></svg>`,
  );
}
