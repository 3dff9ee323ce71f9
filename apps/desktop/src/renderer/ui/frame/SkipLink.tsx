/** The first stop of the Tab key: jumps over title bar and rail. Seen only while it has the focus. */
export const SkipLink = ({ target, children }: { target: string; children: string }) => (
  <a
    className="skip-link"
    href={`#${target}`}
    onClick={(event) => {
      // The address must not change: the router and Electron's own scheme both read it.
      event.preventDefault();
      document.getElementById(target)?.focus();
    }}
  >
    {children}
  </a>
);
