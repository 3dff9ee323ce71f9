/** Three moving dots; still under reduced motion. The word beside them says what they mean. */
export const TypingDots = () => (
  <span className="dots" aria-hidden>
    <i />
    <i />
    <i />
  </span>
);
