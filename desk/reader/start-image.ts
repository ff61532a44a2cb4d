import { element } from "../../components/reader/element.ts";
import { listenToKeys } from "../../components/reader/keyboard.ts";
import { showCannot, showNotice } from "../../components/reader/notice-line.ts";
import { zoomControls } from "../../components/reader/zoom.ts";

export function startImage(stage: HTMLElement): void {
  const image = element<HTMLImageElement>("first-picture");
  const broken = () => {
    if (navigator.onLine) return showCannot("This image cannot be shown here.");
    const again = () => {
      showNotice(undefined);
      // The same address, asked for anew.
      image.src = image.getAttribute("src") ?? "";
    };
    showNotice({ text: "The connection is gone.", next: { label: "Try again", does: again } });
  };
  image.addEventListener("error", broken);
  if (image.complete && image.naturalWidth === 0) broken();
  const zoom = zoomControls(stage, () => {});
  listenToKeys({ stage, zoom });
}
