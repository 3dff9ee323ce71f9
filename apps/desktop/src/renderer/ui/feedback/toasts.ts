import { Toast } from '@base-ui/react/toast';

/** Without trouble, done, soon trouble, trouble. */
export type ToastTone = 'plain' | 'ok' | 'warn' | 'bad';

export interface ToastOptions {
  text: string;
  tone?: ToastTone;
  /** One thing to press: "Undo", "Show". Closes the toast. */
  action?: { label: string; onPress: () => void };
  /** Milliseconds it stays; 5,000 unless told. */
  duration?: number;
  /** Draws the line that empties with the time: for undo. */
  timed?: boolean;
}

export interface ToastData {
  tone: ToastTone;
  action: { label: string; onPress: () => void } | undefined;
  /** Milliseconds of the emptying line; undefined draws none. */
  drain: number | undefined;
}

/** Carries toasts from anywhere to the one `<Toasts>`. */
export const toastManager = Toast.createToastManager<ToastData>();

/** Shows a sentence at the bottom for a while; gives its id. Read politely, `bad` at once; never takes the focus. */
export const showToast = ({ text, tone = 'plain', action, duration = 5_000, timed = false }: ToastOptions): string =>
  toastManager.add({
    title: text,
    timeout: duration,
    data: { tone, action, drain: timed ? duration : undefined },
  });

/** Shows what was just done with one press to take it back, for `duration` milliseconds (5,000 unless told). */
export const showUndo = (text: string, undoLabel: string, onUndo: () => void, duration = 5_000): string =>
  showToast({ text, duration, timed: true, action: { label: undoLabel, onPress: onUndo } });

/** Takes a toast away before its time. */
export const closeToast = (id: string): void => toastManager.close(id);
