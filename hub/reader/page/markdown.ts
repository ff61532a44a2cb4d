import MarkdownIt from "markdown-it";
import { escapeHtml, Html } from "./html.ts";

const LINK = /^(https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
// Only where http(s) and mail links lead; everything else stays text.
markdown.validateLink = (address) => LINK.test(address.trim());
// Pictures from elsewhere would tell their host who reads: their description stands for them.
markdown.renderer.rules.image = (tokens, index) => escapeHtml(tokens[index]?.content ?? "");
markdown.renderer.rules.link_open = (tokens, index, options, _environment, self) => {
  tokens[index]?.attrSet("rel", "noopener noreferrer nofollow");
  tokens[index]?.attrSet("target", "_blank");
  return self.renderToken(tokens, index, options);
};
// The page has its title as its one heading of the first rank.
markdown.core.ruler.push("lower_headings", (state) => {
  for (const token of state.tokens) {
    if (token.type !== "heading_open" && token.type !== "heading_close") continue;
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
  }
});

/** What somebody wrote, as markup that holds text, lists, tables and links, and runs nothing. */
export const renderMarkdown = (text: string): Html => new Html(markdown.render(text));
