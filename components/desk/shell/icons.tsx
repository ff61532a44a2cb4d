import { Strokes } from "../../ui/icon.tsx";

/** The desk's own icons, in the one stroke style on 16 px. Never the only name of anything. */
const PATHS = {
  today: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM5.5 8.2l1.8 1.8 3.2-3.6",
  people:
    "M6 7.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM1.8 13.4c0-2.4 1.8-4 4.2-4s4.2 1.6 4.2 4M10.8 2.7a2.3 2.3 0 0 1 0 4.2M12 9.6c1.4.6 2.2 2 2.2 3.8",
  content: "M4 2.2h5.2L12.4 5.4v8.4H4zM9 2.4v3.2h3.2M6 8.4h4.4M6 11h4.4",
  feedback: "M2.6 3.2h10.8v7.6H7.6L4.8 13.4v-2.6H2.6z",
  settings: "M2.4 4.4h11.2M2.4 8h11.2M2.4 11.6h11.2M5.4 3.2v2.4M10.4 6.8v2.4M6.8 10.4v2.4",
  menu: "M2.4 4.2h11.2M2.4 8h11.2M2.4 11.8h11.2",
  back: "M10 3.5L5.5 8l4.5 4.5",
  search: "M7.2 2.6a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2zM10.6 10.6l3 3",
  plus: "M8 3v10M3 8h10",
  upload: "M8 10.4V2.8M5 5.6l3-3 3 3M2.8 10.8v2.4h10.4v-2.4",
  undo: "M5.6 3L2.6 6l3 3M2.8 6h6.4a3.6 3.6 0 0 1 0 7.2H7",
  outside: "M6.4 3.2H3.2v9.6h9.6V9.6M9.4 3.2h3.4v3.4M12.6 3.4L7.4 8.6",
  merge: "M4 2.6v10.8M4 4.4c0 3.4 7.6 2 7.6 5.8M11.6 13.2v-3",
} as const;

export type DeskIconName = keyof typeof PATHS;

export function DeskIcon({ name, size = 16 }: { name: DeskIconName; size?: number }) {
  return <Strokes path={PATHS[name]} size={size} thick={1.4} />;
}
