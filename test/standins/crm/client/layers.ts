import type { CrmRecord } from "../record-shape.ts";
import { element, icon } from "./element.ts";
import { say } from "./labels.ts";

/** What lies over the page: dialogs, the composer, short messages. Each returns how to take it away. */
type Close = () => void;

/** Lightning's own kind of dialog: a positioned box over a backdrop, at 9999 and 9998. */
export function openModal(title: string, record: CrmRecord | undefined, onClose: () => void): Close {
  const close = () => {
    layer.remove();
    onClose();
  };
  const input = (label: string, value: string) =>
    element(
      "label",
      { class: "input" },
      element("span", {}, label),
      element("input", { value, type: "text" }),
    );
  const layer = element(
    "div",
    { class: "modal-layer" },
    element("div", { class: "backdrop slds-backdrop slds-backdrop_open" }),
    element(
      "section",
      {
        role: "dialog",
        "aria-modal": "true",
        "aria-label": title,
        class: "slds-modal slds-fade-in-open modal",
      },
      element("header", {}, element("h2", {}, title)),
      element(
        "div",
        { class: "modal-container slds-modal__container modal-fields" },
        input(say("name"), record?.name ?? ""),
        input(say("title"), record?.title ?? ""),
        input(say("phone"), record?.phone ?? ""),
        input(say("email"), record?.email ?? ""),
      ),
      element(
        "footer",
        {},
        element("button", { class: "button", click: close }, say("cancel")),
        element(
          "button",
          {
            class: "button brand",
            click: () => {
              close();
              toast(say("saved"));
            },
          },
          say("save"),
        ),
      ),
    ),
  );
  document.body.append(layer);
  layer.querySelector("input")?.focus();
  return () => layer.remove();
}

/** The browser's own kind of dialog, which makes everything else inert. */
export function openNativeDialog(): Close {
  const dialog = document.createElement("dialog");
  dialog.className = "native";
  const close = () => dialog.remove();
  dialog.append(
    element("h2", {}, say("convertTitle")),
    element("p", {}, say("convertText")),
    element("footer", {}, element("button", { class: "button", click: close }, say("cancel"))),
  );
  dialog.addEventListener("close", close);
  document.body.append(dialog);
  dialog.showModal();
  return close;
}

/** Docks a mail at the lower right, where the CRM's own composers live. */
export function openComposer(record: CrmRecord | undefined, onClose: () => void): Close {
  const close = () => {
    docked.remove();
    onClose();
  };
  const docked = element(
    "div",
    { class: "dockingContainer" },
    element(
      "div",
      { class: "forceDockingPanel active", role: "dialog", "aria-label": say("sendEmail") },
      element(
        "header",
        {},
        element("h2", {}, say("sendEmail")),
        element("button", { class: "bare", "aria-label": say("close"), click: close }, icon("close")),
      ),
      element(
        "label",
        { class: "input" },
        element("span", {}, say("to")),
        element("input", { type: "text", value: record?.email ?? "" }),
      ),
      element(
        "label",
        { class: "input" },
        element("span", {}, say("subject")),
        element("input", { type: "text" }),
      ),
      element(
        "label",
        { class: "input" },
        element("span", {}, say("message")),
        element("textarea", { rows: "7" }),
      ),
      element(
        "footer",
        {},
        element(
          "button",
          {
            class: "button brand",
            click: () => {
              close();
              toast(say("sent"));
            },
          },
          say("send"),
        ),
      ),
    ),
  );
  document.body.append(docked);
  return () => docked.remove();
}

const TOAST_MILLISECONDS = 4_800;

/** A short message at the top centre. */
export function toast(message: string): void {
  let manager = document.querySelector(".toastManager");
  if (!manager) {
    manager = element("div", {
      class: "slds-notify_container forceToastManager toastManager",
      "aria-live": "polite",
    });
    document.body.append(manager);
  }
  const shown = element(
    "div",
    { class: "slds-notify_toast forceToastMessage toast", role: "status" },
    message,
  );
  manager.append(shown);
  setTimeout(() => shown.remove(), TOAST_MILLISECONDS);
}
