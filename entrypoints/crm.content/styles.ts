/**
 * Everything in pixels: a CRM's `rem` may be ten of them. Important declarations of a shadow root win over
 * the page's, so that no rule of the page moves the host. What each rule is for stands here, since text
 * inside would be sent to every CRM page:
 * - `.all` is the window, whatever the page makes of it (see `createSurface`), and lets the pointer through.
 * - `.tab` and `.panel` are placed by translation: any other move is a layout shift, which the page would
 *   answer for.
 * - `.sign` is a page with a panel at its right, drawn here: elements for it would cost every CRM page more.
 * - `.tab.open`: while the panel stands, the tab is there for screen readers and keys, and seen when it has
 *   the focus.
 * - `.panel.resized`: the frame would swallow the pointer while the edge is drawn.
 */
export const styles = `
:host {
  all: initial !important;
  position: absolute !important;
  top: 0 !important;
  left: 0 !important;
  width: 0 !important;
  height: 0 !important;
  z-index: 2147483647 !important;
}
.all {
  position: fixed;
  inset: 0;
  pointer-events: none;
  --paper: #ffffff;
  --ink: #16191d;
  --ink-2: #4d525a;
  --action: #0b5cab;
  --on-action: #ffffff;
  --line-strong: #c5c9d0;
  --shadow: 0 2px 8px rgba(22, 25, 29, 0.16);
  --panel-shadow: -2px 0 12px rgba(22, 25, 29, 0.18);
  color: var(--ink);
  font: 400 13px/18px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  .all {
    --paper: #1b1f24;
    --ink: #e9ebee;
    --ink-2: #b3b8c0;
    --action: #7cb7f2;
    --on-action: #0e1f33;
    --line-strong: #4d545e;
    --shadow: 0 2px 8px rgba(0, 0, 0, 0.5);
    --panel-shadow: -2px 0 12px rgba(0, 0, 0, 0.5);
  }
}
.all > * { position: absolute; top: 0; pointer-events: auto; }
[hidden] { display: none !important; }
.tab {
  z-index: 1;
  right: 0;
  box-sizing: border-box;
  width: 28px;
  height: 44px;
  margin: 0;
  padding: 0;
  border: 1px solid var(--line-strong);
  border-right: 0;
  border-radius: 4px 0 0 4px;
  background: var(--paper);
  color: var(--ink-2);
  box-shadow: var(--shadow);
  cursor: pointer;
  touch-action: none;
}
.sign { position: absolute; inset: 0; display: grid; place-items: center; }
.sign::before {
  content: "";
  width: 16px;
  height: 16px;
  background: currentColor;
  clip-path: path(
    evenodd,
    "M2.5 2h11A1.5 1.5 0 0 1 15 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 12.5v-9A1.5 1.5 0 0 1 2.5 2ZM2.8 3.5v9h6.2v-9H2.8Z"
  );
}
@media (forced-colors: active) {
  .sign::before { background: ButtonText; forced-color-adjust: none; }
}
.tab:hover, .tab.new { color: var(--ink); }
.tab:focus-visible, .separator:focus-visible, .notice button:focus-visible {
  outline: 2px solid var(--action);
  outline-offset: 2px;
}
.tab.dragged { cursor: grabbing; }
.tab.open:not(:focus-visible) { opacity: 0; pointer-events: none; }
.dot {
  position: absolute;
  left: -7px;
  top: -7px;
  width: 10px;
  height: 10px;
  border: 2px solid var(--paper);
  border-radius: 50%;
  background: var(--action);
}
.panel {
  left: 0;
  background: var(--paper);
  box-shadow: var(--panel-shadow);
}
.panel iframe {
  display: block;
  width: 100%;
  height: 100%;
  border: 0;
  background: var(--paper);
}
.separator {
  position: absolute;
  left: -4px;
  top: 0;
  width: 8px;
  height: 100%;
  cursor: ew-resize;
  touch-action: none;
}
.separator::after {
  content: "";
  position: absolute;
  left: 4px;
  top: 0;
  width: 1px;
  height: 100%;
  background: var(--line-strong);
}
.separator:hover::after, .separator:focus-visible::after { width: 2px; background: var(--action); }
.panel.resized iframe { pointer-events: none; }
.notice {
  z-index: 1;
  right: 36px;
  box-sizing: border-box;
  width: 220px;
  padding: 16px;
  border: 1px solid var(--line-strong);
  border-radius: 4px;
  background: var(--paper);
  box-shadow: var(--shadow);
}
.notice p { margin: 0 0 12px; }
.notice button {
  height: 28px;
  margin: 0 8px 0 0;
  padding: 0 12px;
  border: 0;
  border-radius: 4px;
  background: var(--action);
  color: var(--on-action);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
.notice :last-child { background: none; color: var(--action); }
`;
