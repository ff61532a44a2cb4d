import { useState } from "react";
import { useLater } from "../../../lib/desk/content/use-later.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";

/** What can be taken by its title. */
export interface Found {
  id: string;
  title: string;
  /** In small behind the title: "PDF, 12 pages". */
  note: string;
}

interface TitleSearchProps<One extends Found> {
  label: string;
  /** What the hub has for the words; undefined while it is asked. A hook, so it stays the same. */
  useFound: (query: string) => readonly One[] | undefined;
  /** Not offered, by its id. */
  except?: string;
  /** The verb before the title, for who only hears the button. */
  verb: string;
  onTake: (found: One) => void;
}

const PAUSE_MS = 150;
const MOST = 8;

/** Searches as one types, and takes one of what it found. */
export function TitleSearch<One extends Found>({
  label,
  useFound,
  except,
  verb,
  onTake,
}: TitleSearchProps<One>) {
  const [query, setQuery] = useState("");
  const asked = useLater(query.trim(), PAUSE_MS);
  const found = useFound(asked)?.filter(({ id }) => id !== except);
  return (
    <div className="title-search">
      <TextField label={label} value={query} onChange={setQuery} maxLength={200} />
      <ul className="title-search-found" aria-label="Found">
        {found?.slice(0, MOST).map((one) => (
          <li key={one.id}>
            <Button look="text" aria-label={`${verb} ${one.title}`} onClick={() => onTake(one)}>
              <OutsideText>{one.title}</OutsideText>
            </Button>{" "}
            <span className="small-text">{one.note}</span>
          </li>
        ))}
        {found?.length === 0 && (
          <li className="quiet-text">{asked ? "Nothing matches." : "There is nothing else yet."}</li>
        )}
        {found && found.length > MOST && (
          <li className="small-text">There is more. Type a word that is in it.</li>
        )}
      </ul>
    </div>
  );
}
