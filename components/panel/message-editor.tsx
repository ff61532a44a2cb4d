import { useEffect, useRef, useState } from "react";
import { copyText } from "../../lib/panel/copy-text.ts";
import type { Prepared, Sendable } from "../../lib/panel/sendable.ts";
import type { Edited, Sending } from "../../lib/panel/use-sending.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { EmailButton } from "./email-button.tsx";

interface MessageEditorProps {
  item: Sendable;
  prepared: Prepared;
  sending: Sending;
  say: (text: string) => void;
  onClose: () => void;
}

/** The polite text with the link, for the rep to make their own before it goes anywhere. */
export function MessageEditor({ item, prepared, sending, say, onClose }: MessageEditorProps) {
  const [subject, setSubject] = useState(prepared.message.subject);
  const [text, setText] = useState(prepared.message.text);
  const [leaving, setLeaving] = useState(false);
  const changed = subject !== prepared.message.subject || text !== prepared.message.text;
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.querySelector("textarea")?.focus(), []);
  const edited: Edited = { prepared, subject, text };
  return (
    <section ref={place} className="message-editor" aria-label={`Message with ${item.title}`}>
      <TextField label="Subject" value={subject} onChange={setSubject} maxLength={300} />
      <TextArea label="Text" value={text} onChange={setText} maxLength={20_000} />
      <div className="content-buttons">
        <Button
          look="filled"
          onClick={async () => {
            if (await sending.copyMessage(item, edited)) onClose();
          }}
        >
          Copy message
        </Button>
        <EmailButton
          sending={sending}
          onEmail={async (composer) => {
            if (await sending.email(item, composer, edited)) onClose();
          }}
        />
        <Button
          onClick={async () =>
            say((await copyText(subject)) ? "Subject copied." : "The browser did not allow copying here.")
          }
        >
          Copy subject
        </Button>
        {!leaving && (
          <Button look="text" className="quiet" onClick={() => (changed ? setLeaving(true) : onClose())}>
            Cancel
          </Button>
        )}
      </div>
      {leaving && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
        <div role="group" aria-label="Drop what you wrote?" className="content-buttons">
          <p>Drop what you wrote?</p>
          <Button autoFocus onClick={() => setLeaving(false)}>
            Keep writing
          </Button>
          <Button look="text" onClick={onClose}>
            Drop it
          </Button>
        </div>
      )}
    </section>
  );
}
