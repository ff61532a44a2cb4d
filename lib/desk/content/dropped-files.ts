/** Files that systems leave in folders. */
const NOT_CONTENT = /^(?:\.|Thumbs\.db$|desktop\.ini$|~\$)/i;
/** More at once is a mistake. */
const MOST_FILES = 2_000;

/** All files of what was dropped, those in folders too. Call it while the drop is handled: later it is empty. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: File[] = [];
  for (const entry of entries) await collect(entry, files);
  return contentFiles(files);
}

/** Without what systems leave in folders. */
export function contentFiles(files: Iterable<File>): File[] {
  return [...files].filter(({ name }) => !NOT_CONTENT.test(name)).slice(0, MOST_FILES);
}

async function collect(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length >= MOST_FILES) return;
  if (entry.isFile) {
    files.push(
      await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
    );
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A folder is told in portions; an empty one is the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return;
    for (const inner of portion) await collect(inner, files);
  }
}
