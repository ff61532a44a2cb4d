import "../ui/base.css";
import "./panel.css";
import { useEffect, useRef, useState } from "react";
import { recordKey } from "../../lib/contract/record-key.ts";
import { copyText } from "../../lib/panel/copy-text.ts";
import { matchWords } from "../../lib/panel/match-words.ts";
import { headingName, personLine } from "../../lib/panel/person-words.ts";
import { useKeyboardStays } from "../../lib/panel/use-keyboard-stays.ts";
import type { Panel as PanelModel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";
import { StatusLine } from "../ui/status-line.tsx";
import { Time } from "../ui/time.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { PanelBody } from "./panel-body.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { RefusedList } from "./refused-list.tsx";
import { Inert } from "./states/inert.tsx";

interface PanelProps {
  panel: PanelModel;
  /** The extension's version, for notes and diagnostics. */
  version: string;
  /** Calls back whenever the rep opened the panel by hand, so that the keyboard comes along. */
  onFocus: (hear: () => void) => () => void;
}

export function Panel({ panel, version, onFocus }: PanelProps) {
  const { state, announcement, announce } = panel;
  const [help, setHelp] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  useKeyboardStays(whole, ".status-line");
  useEffect(() => onFocus(() => heading.current?.focus()), [onFocus]);
  const endHelp = () => {
    setHelp(false);
    heading.current?.focus();
  };
  const target = "target" in state ? state.target : undefined;
  const key = target && recordKey(target.record);
  /** The record beside which the rep looks for content. */
  const [findingAt, setFindingAt] = useState<string>();
  const finding = key !== undefined && findingAt === key;
  const onFind = (find: boolean) => setFindingAt(find ? key : undefined);
  useCloseByEscape(help ? endHelp : finding ? () => onFind(false) : panel.close);
  useUndoKey(announcement?.undo);
  useEffect(() => {
    // Another record begins at its top.
    if (key !== undefined) window.scrollTo(0, 0);
  }, [key]);

  const copyId = (id: string) =>
    void copyText(id).then((copied) =>
      announce({ text: copied ? "Record id copied." : "The browser did not allow copying here." }),
    );

  if (state.kind === "inert") return <Inert message={state.failure.message} />;
  return (
    <div ref={whole} className="panel">
      <PanelHeader
        {...headerOf(panel)}
        headingRef={heading}
        onRefresh={canRefresh(state.kind) ? panel.refresh : undefined}
        onClose={panel.close}
        more={[
          { label: "Open options", onSelect: panel.openOptions },
          ...(target ? [{ label: "Copy record id", onSelect: () => copyId(target.record.id) }] : []),
          { label: "Keyboard", onSelect: () => setHelp(true) },
        ]}
      />
      <main className="panel-body" aria-busy={state.kind === "loading" || undefined}>
        {help && <KeyboardHelp onDone={endHelp} />}
        <RefusedList refused={panel.refused} onDismiss={panel.dismiss} />
        <PanelBody key={key} panel={panel} version={version} finding={finding} onFind={onFind} />
      </main>
      <StatusLine
        text={announcement?.text}
        quiet={announcement?.quiet}
        undo={announcement?.undo}
        heard={announcement?.heard}
      />
    </div>
  );
}

/** Escape belongs to an open menu first, then to a field with something in it, which it clears. */
function useCloseByEscape(close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (document.querySelector("[role=menu]")) return;
      if (event.target instanceof HTMLTextAreaElement) return;
      // What is written about feedback goes, and the panel stays.
      if (event.target instanceof Element && event.target.closest("[data-feedback]")) return;
      if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox" && event.target.value)
        return;
      latest.current();
    };
    // In the capture phase: by the bubble phase the menu that took the key may be gone.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
}

/** The status line stands last in the page's order: its undo has the key that undoes everywhere. In a field that undoes typing. */
function useUndoKey(undo: (() => void) | undefined): void {
  useEffect(() => {
    if (!undo) return;
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
      if (key.toLowerCase() !== "z" || ctrlKey === metaKey || shiftKey || altKey) return;
      if (target instanceof Element && target.matches("textarea, input:not([type=checkbox])")) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [undo]);
}

function canRefresh(kind: PanelModel["state"]["kind"]): boolean {
  return !["starting", "inert", "no_record", "later", "extension_updated"].includes(kind);
}

/** Whose record it is: the name once known, else the record's id. Nothing of anybody else. */
function headerOf({ state, clock, confirmation }: PanelModel) {
  const target = "target" in state ? state.target : undefined;
  const person = "person" in state ? state.person : undefined;
  const name = headingName(person);
  const recordLine = target && `${target.label} ${target.record.id}`;
  const view = "view" in state ? state.view : undefined;
  const refreshing = "refreshing" in state && state.refreshing;
  const { confirmationId } = view?.context.match ?? {};
  const tags = [];
  if (target?.sandbox) tags.push("Sandbox");
  if (person?.unsubscribed) tags.push("Unsubscribed from e-mail");
  return {
    name,
    line: name ? (personLine(person) ?? recordLine) : recordLine,
    match:
      view && target ? (
        <>
          <Time instant={view.fetchedAt} zone={clock.zone}>
            {refreshing ? "Refreshing…" : matchWords(view, clock)}
          </Time>
          {confirmationId && (
            <>
              {" · "}
              <Button
                look="text"
                disabled={confirmation.busy}
                onClick={() => void confirmation.undo(target.record, confirmationId)}
              >
                Undo
              </Button>
            </>
          )}
        </>
      ) : state.kind === "loading" && state.nobody ? (
        "Looking at the page's e-mail…"
      ) : state.kind === "loading" || state.kind === "starting" ? (
        "Loading…"
      ) : undefined,
    refreshing,
    tags,
  };
}
