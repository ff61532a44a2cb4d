import "../../components/reader/reader.css";
import { element } from "../../components/reader/element.ts";
import { showCannot, showNotice } from "../../components/reader/notice-line.ts";
import type { Attention } from "../../lib/reader/reading-totals.ts";
import { startImage } from "./start-image.ts";
import { startVideo } from "./start-video.ts";
import { readerFacts, watchReading } from "./watch-reading.ts";

const facts = readerFacts();
const stage = element("stage");
let seen: () => Pick<Attention, "part" | "playing"> = () => ({ part: 1, playing: false });

switch (facts.kind) {
  case "pdf":
    void openPdf();
    break;
  case "video":
    seen = startVideo();
    break;
  case "image":
    startImage(stage);
    break;
}
const stopTelling = watchReading(facts, stage, () => seen());

const turnOff = document.getElementById("turn-off");
turnOff?.addEventListener("click", () => {
  stopTelling?.();
  element("privacy").textContent = "Turned off. From now on nothing is told of what you read here.";
  stage.focus({ preventScroll: true });
});
document.documentElement.dataset.reader = facts.kind === "pdf" ? "ready" : "opened";

/** The picture of page 1 has the line for itself; then comes what takes a PDF apart. */
async function openPdf(): Promise<void> {
  const picture = document.getElementById("first-picture");
  if (picture instanceof HTMLImageElement) await picture.decode().catch(() => {});
  try {
    const { startPdf } = await import("./start-pdf.ts");
    if (facts.file === null || facts.bytes === null) throw new Error("The page names no file.");
    const inSight = await startPdf(facts.file, facts.bytes, stage);
    if (!inSight) {
      seen = () => ({ part: null, playing: false });
      return;
    }
    seen = () => ({ part: inSight() ?? 1, playing: false });
    document.documentElement.dataset.reader = "opened";
  } catch {
    if (navigator.onLine) return showCannot("This PDF cannot be shown here.");
    showNotice({
      text: "The connection is gone.",
      next: { label: "Try again", does: () => location.reload() },
    });
  }
}
