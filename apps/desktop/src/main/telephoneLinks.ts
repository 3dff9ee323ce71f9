/** `tel:`, `callto:` and `sip:` links of other programs (desk, section 2.9): opened with the desk only where the person wants it. */
import type { App } from 'electron';

export const TELEPHONE_SCHEMES = ['tel', 'callto', 'sip'] as const;

export interface TelephoneLinks {
  readonly get: () => boolean;
  /** Answers what holds afterwards: the system may refuse, and then nothing is kept. */
  readonly set: (on: boolean) => boolean;
}

export interface TelephoneLinksParts {
  readonly app: Pick<App, 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'>;
  /** What starts the desk: in development the tool, with the app as its argument. */
  readonly program: string;
  readonly args: readonly string[];
  readonly kept: () => boolean;
  readonly keep: (on: boolean) => void;
}

export function telephoneLinks({ app, program, args, kept, keep }: TelephoneLinksParts): TelephoneLinks {
  return {
    get: kept,
    set: (on) => {
      const done = TELEPHONE_SCHEMES.map((scheme) =>
        on
          ? app.setAsDefaultProtocolClient(scheme, program, [...args])
          : app.removeAsDefaultProtocolClient(scheme, program, [...args]),
      );
      // One scheme is enough to be of use; off means that none of them may act, whatever the system still lists.
      keep(on && done.some(Boolean));
      return kept();
    },
  };
}
