import type { ComponentProps, ReactNode } from 'react';

export interface TranscriptProps extends ComponentProps<'div'> {
  /** "Conversation with Hannah Brooks". */
  label: string;
  children: ReactNode;
}

/** The scrolling messages. A log: readers hear new lines when there is a pause, and only here. */
export const Transcript = ({ label, children, ...rest }: TranscriptProps) => (
  <div className="transcript" role="log" aria-live="polite" aria-label={label} tabIndex={0} {...rest}>
    {children}
  </div>
);

/** The line between two days; with `fresh` the line above the first unread message. */
export const DayDivider = ({ children, fresh = false }: { children: string; fresh?: boolean }) => (
  <div className={fresh ? 'day day-new' : 'day'} role="separator" aria-label={children}>
    {children}
  </div>
);
