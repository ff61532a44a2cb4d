const MB = 1024 * 1024;

/** "18 MB", "1.4 MB", "640 kB", "12 bytes" */
export function byteWords(bytes: number): string {
  if (bytes >= 10 * MB) return `${Math.round(bytes / MB)} MB`;
  if (bytes >= MB) return `${(bytes / MB).toFixed(1)} MB`;
  if (bytes >= 1024) return `${Math.round(bytes / 1024)} kB`;
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}

/** "18 of 29 MB": one unit for both, that of the whole. */
export function progressWords(sent: number, whole: number): string {
  const [figure, unit] = byteWords(whole).split(" ");
  if (unit === "MB") return `${(sent / MB).toFixed(whole >= 10 * MB ? 0 : 1)} of ${figure} MB`;
  if (unit === "kB") return `${Math.round(sent / 1024)} of ${figure} kB`;
  return `${sent} of ${byteWords(whole)}`;
}
