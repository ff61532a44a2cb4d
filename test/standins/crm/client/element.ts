type Attributes = Record<string, string | boolean | ((event: Event) => void)>;
export type Child = Node | string | undefined | false;

/**
 * Makes an element. A function is a listener for the event of its name, `true` an empty attribute,
 * `false` none. Names with a dash, such as Lightning's components, are plain unknown elements here.
 */
export function element(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

/** A link inside the CRM: followed by the page itself, without a load. */
export function inside(path: string, label: Child, go: (path: string) => void, className = ""): HTMLElement {
  const follow = (event: Event) => {
    event.preventDefault();
    go(path);
  };
  return element("a", { href: path, class: className, click: follow }, label);
}

const SHAPES = {
  Lead: "M8 4.2a2.6 2.6 0 1 0 0 .01M3.6 14c0-3 2-4.8 4.4-4.8s4.4 1.8 4.4 4.8M12.6 3.2l2.2 2.2-2.2 2.2",
  Contact:
    "M2.5 3.5h11v9.5h-11zM6.6 7.4a1.5 1.5 0 1 0 0 .01M4.4 11c.2-1.3 1.1-1.9 2.2-1.9s2 .6 2.2 1.9M10.4 7h1.8M10.4 9.4h1.8",
  Account: "M3 14V3.4h6V14M9 7h4v7M5 6h2M5 8.6h2M5 11.2h2M2 14h12",
  Opportunity: "M2.6 5.4 5.4 10 8 4l2.6 6 2.8-4.6L12.4 13H3.6z",
  Home: "M2.6 8 8 3l5.4 5M4.2 7v6.2h7.6V7",
  search: "M7 11.4a4.4 4.4 0 1 1 0-8.8 4.4 4.4 0 0 1 0 8.8M10.2 10.2 14 14",
  bell: "M4 11V7.4a4 4 0 0 1 8 0V11l1.2 1.4H2.8zM6.8 13.8h2.4",
  gear: "M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8M8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4",
  help: "M8 14A6 6 0 1 1 8 2a6 6 0 0 1 0 12M6.2 6.4c.2-2.4 3.8-2.2 3.6 0-.1 1.2-1.8 1.3-1.8 2.6M8 11.4v.1",
  close: "M4 4l8 8M12 4l-8 8",
  grid: "M3 3h2v2H3zM7 3h2v2H7zM11 3h2v2h-2zM3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2zM3 11h2v2H3zM7 11h2v2H7zM11 11h2v2h-2z",
  call: "M4 3l2.4.6.6 2.6-1.4 1.2a8 8 0 0 0 3 3l1.2-1.4 2.6.6L13 12c-.4.9-1.2 1.2-2.2 1A10.6 10.6 0 0 1 3 5.200C2.8 4.200 3.100 3.400 4 3z",
  mail: "M2.500 4h11v8.500h-11zM2.500 4.500 8 9l5.500-4.500",
} as const;
export type IconName = keyof typeof SHAPES;

/** A stroked 16 px sign, for the eye only. */
export function icon(name: IconName): Element {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
