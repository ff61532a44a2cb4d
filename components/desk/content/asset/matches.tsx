import { type FormEvent, useState } from "react";
import { type Asset, WebAddress } from "../../../../lib/contract/asset.ts";
import { peopleWords } from "../../../../lib/desk/content/asset-words.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useHubWrite } from "../../../../lib/desk/use-hub.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { TextField } from "../../../ui/text-field.tsx";

interface Lists {
  urls: string[];
  titles: string[];
}

/** What counts as having read it elsewhere: by address and by title, as the tools tell it. */
export function Matches({ asset }: { asset: Asset }) {
  const { urls, titles, touchpoints, people } = asset.matches;
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const notice = useNotice();
  const change = useHubWrite("changeAsset", ["asset"]);
  const save = (next: Lists, said: string) =>
    change.mutate(
      { id: asset.id, matches: next },
      {
        onSuccess: () =>
          notice({ text: said, undo: () => change.mutate({ id: asset.id, matches: { urls, titles } }) }),
      },
    );
  function add(event: FormEvent) {
    event.preventDefault();
    const typed = text.trim();
    const isAddress = /^\w+:\/\//.test(typed);
    const wrong = isAddress ? !WebAddress.safeParse(typed).success : typed.length < 3;
    setProblem(
      wrong
        ? isAddress
          ? "Use an address that begins with https://."
          : "Write an address, or a title of three letters or more."
        : undefined,
    );
    if (wrong) return;
    setText("");
    save(
      isAddress ? { urls: [...urls, typed], titles } : { urls, titles: [...titles, typed] },
      "Counts as reading it, from now on.",
    );
  }
  return (
    <section className="work-part" aria-labelledby="matches">
      <div className="part-head" data-line>
        <h2 id="matches" className="part-title">
          Read elsewhere
        </h2>
        <span className="small-text">
          {touchpoints === 0
            ? "Nothing matches yet"
            : `${touchpoints.toLocaleString("en-GB")} times, by ${peopleWords(people)}`}
        </span>
      </div>
      <p className="small-text">
        Who read or downloaded it on your website is not sent it again. It is known by these addresses and
        titles.
      </p>
      <ul className="matches" aria-label="Addresses and titles">
        {urls.map((url) => (
          <Match
            key={url}
            text={url}
            onRemove={() =>
              save({ urls: urls.filter((other) => other !== url), titles }, "Does not count any more.")
            }
          />
        ))}
        {titles.map((title) => (
          <Match
            key={title}
            text={`“${title}”`}
            onRemove={() =>
              save({ urls, titles: titles.filter((other) => other !== title) }, "Does not count any more.")
            }
          />
        ))}
      </ul>
      <form className="add-match" noValidate onSubmit={add}>
        <TextField
          label="Another address, or a title"
          value={text}
          onChange={setText}
          error={problem ?? change.error?.message}
        />
        <Button type="submit">Add</Button>
      </form>
    </section>
  );
}

function Match({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <li className="match">
      <OutsideText>{text}</OutsideText>
      <IconButton label={`Remove ${text}`} onClick={onRemove}>
        <Icon name="close" size={14} />
      </IconButton>
    </li>
  );
}
