/** One stroke style, drawn on 16 px. Never the only name of anything: always hidden from screen readers. */
const PATHS = {
  refresh: "M13.2 8a5.2 5.2 0 1 1-1.6-3.7M13.4 2v2.9h-2.9",
  more: "M3.2 8h.01M8 8h.01M12.8 8h.01",
  close: "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
  right: "M6 3.5L10.5 8 6 12.5",
  down: "M3.5 6L8 10.5 12.5 6",
  up: "M3.5 10L8 5.5 12.5 10",
  back: "M10 3.5L5.5 8 10 12.5",
  search: "M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10.2 10.2l3.2 3.2",
  link: "M6.7 9.3a2.5 2.5 0 0 1 0-3.6l2.1-2.1a2.5 2.5 0 0 1 3.6 3.6l-1 1M9.3 6.7a2.5 2.5 0 0 1 0 3.6l-2.1 2.1a2.5 2.5 0 0 1-3.6-3.6l1-1",
  check: "M3 8.4l3.2 3.2L13 4.8",
  copy: "M6 6h7v7H6zM10 6V3H3v7h3",
  cloud: "M2 2l12 12M4.6 6A3 3 0 0 0 5 12h6M13.6 11.2A2.6 2.6 0 0 0 12 7a4 4 0 0 0-4.8-3",
  mailbox: "M2.5 4h11v8h-11zM2.5 4.5L8 8.8l5.5-4.3",
  clock: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 5v3.2l2 1.3",
} as const;

export type IconName = keyof typeof PATHS;

interface StrokesProps {
  path: string;
  size: number;
  /** How thick the strokes are, on 16 px. */
  thick: number;
}

/** Strokes in the colour of the text, as all icons are drawn. */
export function Strokes({ path, size, thick }: StrokesProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={thick}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return <Strokes path={PATHS[name]} size={size} thick={name === "more" ? 2.2 : 1.5} />;
}
