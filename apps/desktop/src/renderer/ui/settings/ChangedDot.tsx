/** The blue dot of an unsaved change; `label` says it in words. */
export const ChangedDot = ({ label }: { label: string }) => (
  <i className="changed" role="img" aria-label={label} title={label} />
);
