import { useId, useState } from "react";
import type { RecordRef } from "../../lib/contract/record.ts";
import type { Share } from "../../lib/contract/share.ts";
import type { Prepared, Sendable } from "../../lib/panel/sendable.ts";
import { newerIsOut, sentWords, shareNotes, truthWords } from "../../lib/panel/share-words.ts";
import { type Clock, momentWords } from "../../lib/panel/time-words.ts";
import type { Content } from "../../lib/panel/use-content.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { Button } from "../ui/button.tsx";
import { FactButton } from "../ui/fact-button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";
import { HowDidItGo } from "./how-did-it-go.tsx";
import { MessageEditor } from "./message-editor.tsx";
import { ShareDetail } from "./share-detail.tsx";
import { ShareExpiry, ShareLimit } from "./share-forms.tsx";
import { ShareMenu } from "./share-menu.tsx";

interface ShareItemProps {
  share: Share;
  record: RecordRef;
  content: Content;
  clock: Clock;
  /** The person's, offered where a link is to be limited. */
  email: string | undefined;
  say: (text: string) => void;
  feedback: Feedback;
}

/** One thing that was sent: one line of truth, what became of it since, and what can be done about it. */
export function ShareItem({ share, record, content, clock, email, say, feedback }: ShareItemProps) {
  const [detail, setDetail] = useState(false);
  const [form, setForm] = useState<"expiry" | "limit">();
  const [editing, setEditing] = useState<Prepared>();
  const id = useId();
  const { sending, change, keep } = content;
  const item: Sendable = { assetId: share.assetId, title: share.title, kind: share.kind };
  const closed = share.revokedAt !== null || isOver(share.expiresAt, clock.now);
  const behind = share.pinned && share.version < share.newest;
  const again = share.mine && !closed && !share.retired && (newerIsOut(share) || isUnread(share));
  const endForm = () => setForm(undefined);
  return (
    <li className="content-item">
      <div className="content-head">
        <div className="content-name">
          <h3>
            <OutsideText>{share.title}</OutsideText>
          </h3>
          <p className="share-truth">{truthWords(share, clock)}</p>
        </div>
        <div className="content-head-buttons">
          {again && !newerIsOut(share) && (
            <Button onClick={() => void sending.copyLink(item, share.tracked)}>
              {sentWords(share, clock) === undefined ? "Copy link" : "Copy again"}
            </Button>
          )}
          {share.mine && (
            <ShareMenu
              share={share}
              content={content}
              closed={closed}
              onExpiry={() => setForm("expiry")}
              onLimit={() => setForm("limit")}
              onMessage={() =>
                void sending.prepareMessage(item, share.tracked).then((made) => setEditing(made ?? undefined))
              }
            />
          )}
        </div>
      </div>
      <ShareMeta share={share} clock={clock}>
        {share.tracked && share.reading.state !== "none" && (
          <span>
            <FactButton
              open={detail}
              aria-controls={detail ? id : undefined}
              onClick={() => setDetail(!detail)}
            >
              {share.reading.state === "person" ? "page by page" : "why we think so"}
            </FactButton>
          </span>
        )}
      </ShareMeta>
      {detail && (
        <div id={id}>
          <ShareDetail record={record} share={share} clock={clock} keep={keep} />
        </div>
      )}
      {shareNotes(share, clock).map((note) => (
        <p key={note} className="content-note">
          <OutsideText>{note}</OutsideText>
        </p>
      ))}
      {share.mine && newerIsOut(share) && !closed && !share.retired && (
        <div className="content-buttons">
          {behind && (
            <Button
              onClick={() =>
                void change(share, { pinned: null }, `The link now shows version ${share.newest}.`)
              }
            >
              Update link
            </Button>
          )}
          {again && <Button onClick={() => void sending.copyLink(item, share.tracked)}>Copy again</Button>}
        </div>
      )}
      <HowDidItGo share={share} feedback={feedback} clock={clock} />
      {form === "expiry" && <ShareExpiry share={share} clock={clock} change={change} onDone={endForm} />}
      {form === "limit" && <ShareLimit share={share} email={email} change={change} onDone={endForm} />}
      {editing && (
        <MessageEditor
          item={item}
          prepared={editing}
          sending={sending}
          say={say}
          onClose={() => setEditing(undefined)}
        />
      )}
    </li>
  );
}

/** When a machine opened it, when it was sent where the line above tells of reading, and by whom. */
function ShareMeta({ share, clock, children }: { share: Share; clock: Clock; children: React.ReactNode }) {
  const { reading, mine, by, tracked } = share;
  const opened = tracked && reading.state !== "none" && reading.state !== "person" && reading.at !== null;
  const sent = tracked && reading.state !== "none" ? sentWords(share, clock) : undefined;
  return (
    <p className="share-meta">
      {opened && reading.at !== null && (
        <Time instant={reading.at} zone={clock.zone}>
          {momentWords(reading.at, clock)}
        </Time>
      )}
      {children}
      {sent && <span>{sent}</span>}
      {!mine && (
        <span>
          by <OutsideText>{by.name}</OutsideText>
        </span>
      )}
      {tracked && reading.places > 1 && !reading.words.includes("places") && (
        <span>read in {reading.places} places</span>
      )}
    </p>
  );
}

const isUnread = ({ reading }: Share) => reading.state === "none" || reading.state === "automated";
const isOver = (expiresAt: string | null, now: Date) =>
  expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
