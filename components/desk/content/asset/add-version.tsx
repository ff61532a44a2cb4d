import { type DragEvent, type FormEvent, useEffect, useRef, useState } from "react";
import { type Asset, MOST_SNIPPET } from "../../../../lib/contract/asset.ts";
import { addPoster } from "../../../../lib/desk/content/add-poster.ts";
import { progressWords } from "../../../../lib/desk/content/byte-words.ts";
import { ACCEPT } from "../../../../lib/desk/content/file-accept.ts";
import { useFileUpload } from "../../../../lib/desk/content/use-file-upload.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useHubWrite } from "../../../../lib/desk/use-hub.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { TextArea } from "../text-area.tsx";

/** A new version of the same kind of thing. A file is on its way while the rest is being written. */
export function AddVersion({ asset, onDone }: { asset: Asset; onDone: () => void }) {
  const newest = asset.versions[0];
  const [whatChanged, setWhatChanged] = useState("");
  const [url, setUrl] = useState(newest?.url ?? "");
  const [text, setText] = useState(newest?.text ?? "");
  const [problem, setProblem] = useState<string>();
  const upload = useFileUpload();
  const add = useHubWrite("addVersion", ["asset", "assets", "today"]);
  const notice = useNotice();
  const form = useRef<HTMLFormElement>(null);
  const isFile = asset.kind !== "web_page" && asset.kind !== "snippet";
  const number = (newest?.number ?? 0) + 1;
  useEffect(() => form.current?.querySelector<HTMLElement>("button, input, textarea")?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    if (isFile && !upload.finished) {
      setProblem(upload.file ? "Wait until the file is here." : "Choose the new file.");
      return;
    }
    if (!whatChanged.trim()) {
      setProblem("Say what changed: reps who sent the old one are told.");
      return;
    }
    const from = upload.finished
      ? { fileId: upload.finished.fileId }
      : asset.kind === "web_page"
        ? { url: url.trim() }
        : { text };
    add.mutate(
      { assetId: asset.id, from, whatChanged },
      {
        onSuccess: ({ asset: changed }) => {
          notice({ text: `Version ${changed.version.number} is out. Links follow it.` });
          if (upload.file && asset.kind === "video") void addPoster(upload.file, changed.version.id);
          onDone();
        },
      },
    );
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    event.stopPropagation();
    const [file] = event.dataTransfer.files;
    if (file) void upload.send(file);
  }

  return (
    <form
      ref={form}
      className="add-version"
      aria-label="Add a version"
      noValidate
      onSubmit={submit}
      onDragOver={(event) => event.preventDefault()}
      onDrop={isFile ? drop : undefined}
    >
      {isFile && (
        <div className="add-version-file">
          <FileButton
            label={upload.file ? "Choose another file" : "Choose the new file"}
            onChoose={upload.send}
          />
          <span className="quiet-text">
            {upload.file ? (
              <UploadLine upload={upload} />
            ) : (
              "or drop it here. What it was called does not matter."
            )}
          </span>
        </div>
      )}
      {asset.kind === "web_page" && <TextField label="Address" value={url} onChange={setUrl} />}
      {asset.kind === "snippet" && (
        <TextArea label="Text" value={text} onChange={setText} rows={6} maxLength={MOST_SNIPPET} />
      )}
      {upload.problem && (
        <p className="part-problem" role="alert">
          Not taken: {upload.problem}
        </p>
      )}
      <TextField
        label="What changed"
        value={whatChanged}
        onChange={setWhatChanged}
        maxLength={400}
        placeholder="New audit report on page 9"
        spellCheck
        error={problem ?? add.error?.message}
      />
      <div className="form-buttons">
        <Button look="filled" type="submit" aria-busy={add.isPending}>
          {add.isPending ? "Adding…" : `Add version ${number}`}
        </Button>
        <Button look="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function UploadLine({
  upload: { file, sent, finished, brokenOff },
}: {
  upload: ReturnType<typeof useFileUpload>;
}) {
  if (!file) return null;
  if (finished) return <>{file.name} is here.</>;
  const words = brokenOff
    ? "connection lost, goes on by itself"
    : sent >= file.size
      ? "being checked"
      : progressWords(sent, file.size);
  return (
    <>
      {file.name}, {words}
    </>
  );
}

function FileButton({ label, onChoose }: { label: string; onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPT}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChoose(file);
          event.target.value = "";
        }}
      />
    </>
  );
}
