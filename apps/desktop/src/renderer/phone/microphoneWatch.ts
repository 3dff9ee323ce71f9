import { MicrophoneFailure, microphonePermission, type MicrophoneProblem } from './microphone.ts';

/** `unasked`: the browser waits for the person's word. */
export type MicrophoneTrouble = MicrophoneProblem | 'unasked';

export interface MicrophoneWatchParts {
  /** Whether there is any microphone at all; undefined until the browser has told. */
  readonly anyMicrophone: () => boolean | undefined;
  /** As it was told last. */
  readonly known: () => 'unknown' | 'ok' | MicrophoneTrouble;
  readonly found: (trouble: MicrophoneTrouble | undefined) => void;
  /** Opens the microphone and lets it go. @throws {MicrophoneFailure} */
  readonly attempt: () => Promise<void>;
}

/** Whether calls could be talked in here, known without a call, and told anew whenever that changes. */
export interface MicrophoneWatch {
  /** Devices came or went, or the page is looked at again: looks without asking the person a second time. */
  readonly look: () => void;
  /** The person wants to know: asks for the permission once more, where it was not given. */
  readonly ask: () => void;
  readonly close: () => void;
}

/** No event tells that another program has let the microphone go. Milliseconds. */
const TRY_AGAIN_MS = 10_000;

export function watchMicrophone(parts: MicrophoneWatchParts): MicrophoneWatch {
  let again: ReturnType<typeof setTimeout> | undefined;
  let permission: PermissionStatus | undefined;
  let closed = false;
  /** One look at a time; what happens during it asks for another. */
  let looking = false;
  let wanted: 'look' | 'ask' | undefined;

  const attempt = async (): Promise<void> => {
    try {
      await parts.attempt();
      parts.found(undefined);
    } catch (problem) {
      if (!(problem instanceof MicrophoneFailure)) throw problem;
      parts.found(problem.problem);
    }
  };
  const judge = async (how: 'look' | 'ask'): Promise<void> => {
    if (navigator.mediaDevices === undefined) return parts.found('insecure');
    if (parts.anyMicrophone() === false) return parts.found('missing');
    const allowed = await microphonePermission();
    const known = parts.known();
    if (allowed === 'denied') return parts.found('blocked');
    if (known === 'ok' && how === 'look') return undefined;
    // What held it may have let it go: only opening it tells.
    if (allowed === 'granted' && known !== 'inUse' && how === 'look') return parts.found(undefined);
    // A person who has closed the browser's question is not asked again at every change of devices.
    if (allowed !== 'granted' && known === 'blocked' && how === 'look') return undefined;
    if (allowed !== 'granted') parts.found('unasked');
    return attempt();
  };
  const look = (how: 'look' | 'ask'): void => {
    if (closed) return;
    clearTimeout(again);
    if (looking) {
      wanted = wanted === 'ask' ? 'ask' : how;
      return;
    }
    looking = true;
    void judge(how).finally(() => {
      looking = false;
      const next = wanted;
      wanted = undefined;
      if (next !== undefined) look(next);
      else if (!closed && parts.known() === 'inUse') again = setTimeout(() => look('look'), TRY_AGAIN_MS);
    });
  };
  const permissionChanged = (): void => look(permission?.state === 'prompt' ? 'ask' : 'look');
  void navigator.permissions
    ?.query({ name: 'microphone' as PermissionName })
    .then((status) => {
      if (closed) return;
      permission = status;
      status.addEventListener('change', permissionChanged);
    })
    // A browser that does not know this name.
    .catch(() => undefined);

  return {
    look: () => look('look'),
    ask: () => look('ask'),
    close: () => {
      closed = true;
      clearTimeout(again);
      permission?.removeEventListener('change', permissionChanged);
    },
  };
}
