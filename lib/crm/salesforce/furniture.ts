import type { Furniture } from "../crm.ts";

/**
 * Lightning's own bars and floating parts, by the class names that its page objects use.
 * A name that a release takes away costs only the stepping aside, nothing else.
 */
export const furniture: Furniture = {
  top: [".slds-global-header_container", ".slds-global-header", "one-appnav", ".slds-context-bar"],
  bottom: [".slds-utility-bar", ".oneUtilityBarContainer"],
  floating: [
    ".forceDockingPanel",
    ".slds-docked-composer",
    ".slds-utility-panel.slds-is-open",
    ".forceToastManager .toastContainer",
    ".slds-notify_toast",
  ],
  // Lightning's popovers are dialogs to a screen reader, and only lean on what the rep points at.
  dialogs: [".slds-modal.slds-fade-in-open", "[role='dialog']:not(.slds-popover)"],
};
