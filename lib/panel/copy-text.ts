/**
 * Copies a text from a click. `execCommand` comes first: inside a CRM page's frame a policy of that page
 * may refuse the newer way, while this one always works.
 * @returns whether it was copied
 */
export async function copyText(text: string): Promise<boolean> {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true });
  try {
    if (document.execCommand("copy")) return true;
  } finally {
    document.removeEventListener("copy", fill, { capture: true });
  }
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
