import { useEffect, useRef, useState } from "react";
import { copyText } from "../../lib/panel/copy-text.ts";
import { type Clock, leftWords } from "../../lib/panel/time-words.ts";
import type { AddingDevice } from "../../lib/panel/use-devices.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

interface AddDeviceProps {
  adding: AddingDevice;
  /** The device that came meanwhile. */
  added: string | undefined;
  clock: Clock;
  /** `focused`: the keyboard was in here, and needs another place. */
  onEnd: (focused: boolean) => void;
  onDone: (words: string) => void;
}

/** The code for another device, large enough to be read across a desk, and what to do with it there. */
export function AddDevice({ adding, added, clock, onEnd, onDone }: AddDeviceProps) {
  const { code, link, expiresAt } = adding;
  const expired = useExpired(expiresAt);
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (added === undefined) return;
    onDone(`${added} is connected.`);
    onEnd(section.current?.contains(document.activeElement) ?? false);
  }, [added, onDone, onEnd]);

  if (expired) {
    return (
      <div className="device-code">
        <p>This code has run out, and lets nobody in any more.</p>
        <div className="card-buttons">
          <Button onClick={() => onEnd(true)}>Done</Button>
        </div>
      </div>
    );
  }
  return (
    <section ref={section} className="device-code" aria-labelledby="device-code">
      <h3 id="device-code" ref={heading} tabIndex={-1}>
        Code for your other device
      </h3>
      <p className="device-code-text">{code}</p>
      <p className="card-note">For you alone, once, valid for {leftWords(expiresAt, clock.now)}.</p>
      <ol>
        <li>Install Leadside in the other browser, and open its options.</li>
        <li>
          Under “Invitation link”, paste the link to this code. The code itself is enough where your company's
          policy names your Leadside.
        </li>
        <li>Press Connect. This page says when it has come.</li>
      </ol>
      <div className="card-buttons">
        {link && (
          <Button
            look="filled"
            onClick={async () => {
              onDone((await copyText(link)) ? "Link copied." : `The link could not be copied: ${link}`);
            }}
          >
            <Icon name="copy" size={14} />
            Copy link
          </Button>
        )}
        <Button
          onClick={() => {
            onDone("The code is hidden. It still lets one device in until it has run out.");
            onEnd(true);
          }}
        >
          Hide
        </Button>
      </div>
    </section>
  );
}

/** Whether the moment has come, told when it comes. */
function useExpired(instant: string): boolean {
  const [expired, setExpired] = useState(false);
  useEffect(() => {
    setExpired(false);
    const timer = setTimeout(() => setExpired(true), new Date(instant).getTime() - Date.now());
    return () => clearTimeout(timer);
  }, [instant]);
  return expired;
}
