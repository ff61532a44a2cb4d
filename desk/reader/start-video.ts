import { element } from "../../components/reader/element.ts";
import { showCannot, showNotice } from "../../components/reader/notice-line.ts";
import { tenthOf } from "../../lib/reader/part-in-sight.ts";
import type { Attention } from "../../lib/reader/reading-totals.ts";

/** The browser plays it; we only say what is wrong, and go on where it stopped. @returns what plays just now */
export function startVideo(): () => Pick<Attention, "part" | "playing"> {
  const video = element<HTMLVideoElement>("video");
  video.addEventListener("error", () => {
    if (video.error?.code !== MediaError.MEDIA_ERR_NETWORK) {
      return showCannot("This browser cannot play this video.");
    }
    const at = video.currentTime;
    const again = () => {
      showNotice(undefined);
      video.load();
      video.currentTime = at;
      void video.play().catch(() => {});
    };
    showNotice({ text: "The connection is gone.", next: { label: "Go on", does: again } });
  });
  return () => {
    const playing = !video.paused && !video.ended && !video.seeking && video.readyState > 2;
    return { playing, part: playing ? tenthOf(video.currentTime, video.duration) : null };
  };
}
