const WIDEST = 1280;
const LONGEST_MS = 20_000;

/** What only a browser can tell of a video. */
export interface VideoFacts {
  seconds: number;
  /** A picture from near its beginning. */
  poster: File;
}

/**
 * Plays a video far enough to know its length and to take a picture of it.
 * @returns undefined where this browser cannot play it
 */
export async function videoFacts(file: Blob): Promise<VideoFacts | undefined> {
  const address = URL.createObjectURL(file);
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  try {
    const known = happens(video, "loadedmetadata");
    video.src = address;
    if (!(await known)) return undefined;
    const seconds = await lengthOf(video);
    if (!Number.isFinite(seconds) || video.videoWidth === 0) return undefined;
    const there = happens(video, "seeked");
    // The first moment is often black.
    video.currentTime = Math.min(seconds / 10, 3);
    if (!(await there)) return undefined;
    const poster = await picture(video);
    return poster && { seconds, poster };
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  }
}

/** Recordings made by a browser do not say how long they are until their end was looked for. */
async function lengthOf(video: HTMLVideoElement): Promise<number> {
  if (video.duration !== Number.POSITIVE_INFINITY) return video.duration;
  const found = happens(video, "durationchange");
  video.currentTime = 1e7;
  await found;
  return video.duration;
}

function happens(video: HTMLVideoElement, event: string): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (well: boolean) => () => {
      clearTimeout(timer);
      resolve(well);
    };
    const timer = setTimeout(settle(false), LONGEST_MS);
    video.addEventListener(event, settle(true), { once: true });
    video.addEventListener("error", settle(false), { once: true });
  });
}

async function picture(video: HTMLVideoElement): Promise<File | undefined> {
  const part = Math.min(1, WIDEST / video.videoWidth);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * part);
  canvas.height = Math.round(video.videoHeight * part);
  const drawing = canvas.getContext("2d");
  if (!drawing) return undefined;
  drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  return blob ? new File([blob], "poster.jpg", { type: "image/jpeg" }) : undefined;
}
