import { type Ref, useImperativeHandle, useRef } from "react";
import { contentFiles } from "../../../../lib/desk/content/dropped-files.ts";
import { ACCEPT } from "../../../../lib/desk/content/file-accept.ts";

export interface FilePickerHandle {
  files(): void;
  folder(): void;
}

interface FilePickerProps {
  ref: Ref<FilePickerHandle>;
  onFiles: (files: File[]) => void;
}

/** The browser's own choosers, of files and of a folder. */
export function FilePicker({ ref, onFiles }: FilePickerProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    files: () => files.current?.click(),
    folder: () => folder.current?.click(),
  }));
  const take = (input: HTMLInputElement) => {
    const chosen = contentFiles(input.files ?? []);
    input.value = "";
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        aria-label="Files"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        webkitdirectory=""
        aria-label="A folder of files"
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}

declare module "react" {
  interface InputHTMLAttributes<T> {
    webkitdirectory?: "" | undefined;
  }
}
