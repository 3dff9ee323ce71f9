import { Undo2 } from 'lucide-react';

import { Icon } from '../marks/Icon.tsx';

export interface UndoBarProps {
  /** What was done: "Conversation closed". */
  text: string;
  undoLabel: string;
  onUndo: () => void;
  /** Milliseconds the line takes to empty; who shows the bar takes it away. */
  duration: number;
}

/** The undo of a toast, inside a surface of its own: below a list, in a pop-out window. */
export const UndoBar = ({ text, undoLabel, onUndo, duration }: UndoBarProps) => (
  <div className="toast" role="status">
    <span className="toast-text">{text}</span>
    <button type="button" className="btn btn-text" onClick={onUndo}>
      <Icon glyph={Undo2} size={14} />
      {undoLabel}
    </button>
    <span className="toast-time" style={{ animationDuration: `${duration}ms` }} aria-hidden />
  </div>
);
