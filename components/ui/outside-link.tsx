/** A link to a page that we did not make. Anything but http and https stays text. */
export function OutsideLink({ url }: { url: string }) {
  if (!isWebAddress(url)) return <>{url}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {url}
    </a>
  );
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
