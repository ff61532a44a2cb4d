/** Leadside's sign: a page with a panel at its right, as on the tab at the CRM page's edge. */
export function BrandMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">
      <path
        fillRule="evenodd"
        d="M2.5 2h11A1.5 1.5 0 0 1 15 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 12.5v-9A1.5 1.5 0 0 1 2.5 2ZM2.8 3.5v9h6.2v-9H2.8Z"
      />
    </svg>
  );
}
