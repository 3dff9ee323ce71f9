/**
 * The shapes of presence. Declared states map so: available → available, busy → dnd, break and away → break,
 * notResponding → missed; a call or its wrap-up is shown over the declared state, and no connection over all.
 */
export type PresenceShape = 'available' | 'oncall' | 'wrapup' | 'break' | 'dnd' | 'missed' | 'offline';

export interface PresenceDotProps {
  shape: PresenceShape;
  /** The state in words; without it the dot is decoration beside the word. */
  label?: string;
}

/** A dot that differs by shape as well as by colour. */
export const PresenceDot = ({ shape, label }: PresenceDotProps) =>
  label === undefined ? (
    <i className={`pr pr-${shape}`} aria-hidden />
  ) : (
    <i className={`pr pr-${shape}`} role="img" aria-label={label} title={label} />
  );
