/** What is copied: plain, and the same with its links as HTML for where that is pasted. */
export interface Copied {
  plain: string;
  html?: string;
}

/**
 * Copies a text from a click. `execCommand` comes first: inside a CRM page's frame a policy of that page
 * may refuse the newer way, while this one always works.
 * @returns whether it was copied
 */
export async function copyText(text: string): Promise<boolean> {
  return copyNow({ plain: text });
}

/** The same with a rich form beside the plain one. */
export async function copyNow(copied: Copied): Promise<boolean> {
  if (copyByCommand(copied)) return true;
  try {
    await navigator.clipboard.write([
      new ClipboardItem(itemOf(Promise.resolve(copied), copied.html !== undefined)),
    ]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies what is still to come, such as a link that the hub must make first. Call it in the click itself, before
 * anything is awaited: some browsers let nobody else write later. Where a policy of the CRM's page refuses that way, the
 * other one copies when it is there.
 * @param ready null for nothing to copy; never rejects
 * @param rich whether there will be HTML
 * @returns whether it was copied
 */
export async function copyWhenReady(ready: Promise<Copied | null>, rich = false): Promise<boolean> {
  const written = writeWhenReady(ready, rich);
  const copied = await ready;
  if (copied === null) return false;
  return (await written) || copyByCommand(copied);
}

async function writeWhenReady(ready: Promise<Copied | null>, rich: boolean): Promise<boolean> {
  const coming = ready.then((copied) => copied ?? Promise.reject(new Error("Nothing to copy.")));
  try {
    await navigator.clipboard.write([new ClipboardItem(itemOf(coming, rich))]);
    return true;
  } catch {
    return false;
  }
}

function itemOf(coming: Promise<Copied>, rich: boolean): Record<string, Promise<Blob>> {
  const as = (type: string, read: (copied: Copied) => string) => {
    const blob = coming.then((copied) => new Blob([read(copied)], { type }));
    // The clipboard may refuse before it looks at what comes; then nobody else hears of a failure here.
    blob.catch(() => {});
    return blob;
  };
  const plain = { "text/plain": as("text/plain", (copied) => copied.plain) };
  return rich ? { ...plain, "text/html": as("text/html", ({ html, plain }) => html ?? plain) } : plain;
}

function copyByCommand({ plain, html }: Copied): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", plain);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true });
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", fill, { capture: true });
  }
}
