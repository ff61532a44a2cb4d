/** A page's script did not come: the hub was updated since the tab was opened, or the network is away. */
export class PageGone extends Error {
  override readonly name = "PageGone";
}
