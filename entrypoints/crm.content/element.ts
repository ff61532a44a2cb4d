/** Makes an element with attributes and children; text is text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** The panel's sign: a page with a panel at its right, drawn in the colour of the text. */
export function panelSign(): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const sign = document.createElementNS(space, "svg");
  const parts = { width: "16", height: "16", viewBox: "0 0 16 16", "aria-hidden": "true" };
  for (const [attribute, value] of Object.entries(parts)) sign.setAttribute(attribute, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("fill", "currentColor");
  path.setAttribute("fill-rule", "evenodd");
  path.setAttribute(
    "d",
    "M2.5 2h11A1.5 1.5 0 0 1 15 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 12.5v-9A1.5 1.5 0 0 1 2.5 2ZM2.8 3.5v9h6.2v-9H2.8Z",
  );
  sign.append(path);
  return sign;
}
