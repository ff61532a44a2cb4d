import { useId, useState } from "react";
import { WebAddress } from "../../../lib/contract/asset.ts";
import type { ClaimBody } from "../../../lib/contract/claim.ts";
import { useTitles } from "../../../lib/desk/content/use-asset-titles.ts";
import { useAssets } from "../../../lib/desk/content/use-assets.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { NumberField } from "../content/sentence/number-field.tsx";
import { type Found, TitleSearch } from "./title-search.tsx";

type Proof = ClaimBody["proof"][number];

interface ProofEditorProps {
  proof: readonly Proof[];
  onChange: (proof: Proof[]) => void;
}

const MOST = 10;

/** What speaks for it: in words, and the content or the address where it stands. */
export function ProofEditor({ proof, onChange }: ProofEditorProps) {
  const titles = useTitles(proof.flatMap(({ assetId }) => assetId ?? []));
  const [adding, setAdding] = useState<"content" | "address">();
  const replace = (at: number, next: Proof) => onChange(proof.map((one, n) => (n === at ? next : one)));
  const add = (one: Proof) => {
    onChange([...proof, one]);
    setAdding(undefined);
  };
  return (
    <section className="work-part" aria-labelledby="proof">
      <div className="part-head" data-line>
        <h2 id="proof" className="part-title">
          Proof
        </h2>
        <span className="small-text">What a rep shows who is doubted</span>
      </div>
      <ul className="proof-edit">
        {proof.map((one, at) => (
          <ProofRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same while they are written.
            key={at}
            number={at + 1}
            proof={one}
            title={one.assetId ? (titles.get(one.assetId) ?? "Content that is gone") : undefined}
            onChange={(next) => replace(at, next)}
            onRemove={() => onChange(proof.filter((_, n) => n !== at))}
          />
        ))}
      </ul>
      {adding === "content" && (
        <TitleSearch
          label="The content that has it"
          verb="Take"
          useFound={useContent}
          onTake={({ id, title }) => add({ words: title, assetId: id })}
        />
      )}
      {adding === "address" && <AddressForm onTake={(url) => add({ words: hostOf(url), url })} />}
      {proof.length < MOST && (
        <div className="part-buttons">
          <Button onClick={() => setAdding("content")} aria-pressed={adding === "content"}>
            From content
          </Button>
          <Button onClick={() => setAdding("address")} aria-pressed={adding === "address"}>
            From an address
          </Button>
          {adding && (
            <Button look="text" onClick={() => setAdding(undefined)}>
              Cancel
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface ProofRowProps {
  number: number;
  proof: Proof;
  /** Of the content that has it. */
  title: string | undefined;
  onChange: (proof: Proof) => void;
  onRemove: () => void;
}

function ProofRow({ number, proof, title, onChange, onRemove }: ProofRowProps) {
  const id = useId();
  const { page: _page, ...rest } = proof;
  return (
    <li className="proof-row">
      <div className="proof-words">
        <label htmlFor={id} className="visually-hidden">
          Proof {number}, in words
        </label>
        <input
          id={id}
          value={proof.words}
          maxLength={300}
          autoComplete="off"
          placeholder="What it shows, in a few words"
          aria-invalid={proof.words.trim() === "" || undefined}
          onChange={(event) => onChange({ ...proof, words: event.target.value })}
        />
        <IconButton label={`Remove proof ${number}`} onClick={onRemove}>
          <Icon name="close" size={14} />
        </IconButton>
      </div>
      <p className="small-text">
        {title !== undefined ? (
          <>
            <OutsideText>{title}</OutsideText>{" "}
            <NumberField
              before="page"
              label={`Page of proof ${number}`}
              value={proof.page}
              from={1}
              to={100_000}
              onChange={(page) => onChange(page === undefined ? rest : { ...rest, page })}
            />
          </>
        ) : (
          <OutsideText>{proof.url ?? ""}</OutsideText>
        )}
        {proof.words.trim() === "" && <span className="part-due"> Left out while it has no words.</span>}
      </p>
    </li>
  );
}

function AddressForm({ onTake }: { onTake: (url: string) => void }) {
  const [url, setUrl] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="add-match"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = WebAddress.safeParse(url.trim());
        setWrong(!parsed.success);
        if (parsed.success) onTake(parsed.data);
      }}
    >
      <TextField
        label="Its address"
        placeholder="https://"
        value={url}
        onChange={setUrl}
        autoFocus
        error={wrong ? "Use an address that begins with https://." : undefined}
      />
      <Button type="submit">Take it</Button>
    </form>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url);

function useContent(query: string): readonly Found[] | undefined {
  const { items } = useAssets(query ? { query } : {});
  return items?.map(({ id, title, length }) => ({ id, title, note: length }));
}
