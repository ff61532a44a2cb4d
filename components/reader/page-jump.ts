import { element, make } from "./element.ts";

export interface PageJump {
  show(page: number): void;
}

/** "3 of 12", in which the 3 can be overwritten. */
export function pageJump(count: number, goTo: (page: number) => void): PageJump {
  const field = make("input", "page-field");
  field.id = "page-number";
  field.inputMode = "numeric";
  field.autocomplete = "off";
  field.ariaLabel = `Page, of ${count}`;
  field.maxLength = String(count).length;
  field.size = String(count).length;
  let shown = 1;
  const restore = () => {
    field.value = String(shown);
  };
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", restore);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") field.dispatchEvent(new Event("change"));
  });
  field.addEventListener("change", () => {
    const page = Number.parseInt(field.value, 10);
    if (page >= 1 && page <= count) goTo(page);
    else restore();
  });
  restore();
  element("page-jump").replaceChildren(field, make("span", "", `of ${count}`));
  return {
    show(page) {
      shown = page;
      if (document.activeElement !== field) restore();
    },
  };
}
