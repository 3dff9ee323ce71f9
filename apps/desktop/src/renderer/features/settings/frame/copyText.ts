import { text } from '../../../text/text.ts';
import { showToast } from '../../../ui/feedback/toasts.ts';

/** Copies to the clipboard and says so; when the browser refuses, says that instead. */
export async function copyText(value: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    showToast({ text: text('app:copied'), tone: 'ok' });
  } catch {
    showToast({ text: text('settings:copyFailed'), tone: 'bad' });
  }
}
