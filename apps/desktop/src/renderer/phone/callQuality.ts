import type { LegMedia } from './legMedia.ts';
import type { CallId, LegId, PhoneCalls } from './phoneCall.ts';
import { figuresOf, type LegFigures, type Quality, qualityOf } from './quality.ts';
import { heardSomething, lookForSilence, type SilenceWatch } from './silence.ts';
import type { PhoneNotice } from './softphone.ts';

export interface CallQualityParts {
  /** The calls that are not over, as they are at this moment. */
  readonly running: () => PhoneCalls;
  readonly mediaOf: (leg: LegId) => LegMedia | undefined;
  /** Looks for another way for the sound of this leg. */
  readonly restartIce: (leg: LegId) => void;
  readonly measured: (quality: ReadonlyMap<CallId, Quality>) => void;
  readonly notice: (notice: PhoneNotice) => void;
}

/** How well who is talked with is heard: measured, told where nothing arrives at all, and mended once where it can be. */
export interface CallQuality {
  /** To be called every few seconds while calls run. Rejects where a leg closes meanwhile: it has no figures any more. */
  readonly measure: () => Promise<void>;
  /** This leg is over. */
  readonly forget: (leg: LegId) => void;
}

export function watchCallQuality(parts: CallQualityParts): CallQuality {
  let figures = new Map<LegId, LegFigures>();
  /** Legs over which nothing came, for which another way was looked for: once. */
  const mended = new Set<LegId>();
  let deaf: SilenceWatch = heardSomething;

  /** Nothing at all arrives of who is talked with: said in words, and taken back when something does. */
  const lookForNothing = (quality: ReadonlyMap<CallId, Quality>): void => {
    const talked = parts.running().find(({ phase, hold }) => phase === 'talking' && hold === 'none');
    const nothing = talked === undefined ? undefined : quality.get(talked.id)?.nothingReceived;
    const before = deaf.told;
    const looked = lookForSilence(deaf, nothing === undefined ? undefined : nothing ? 0 : 1, Date.now());
    deaf = looked.watch;
    if (looked.tell && talked !== undefined) parts.notice({ kind: 'notHearing', callId: talked.id });
    if (before && !deaf.told) parts.notice({ kind: 'hearingAgain', here: talked !== undefined });
  };

  return {
    measure: async () => {
      const quality = new Map<CallId, Quality>();
      const seen = new Map<LegId, LegFigures>();
      for (const { id, leg, phase, hold } of parts.running()) {
        const media = leg === undefined || phase !== 'talking' ? undefined : parts.mediaOf(leg);
        if (leg === undefined || media === undefined) continue;
        const report = await media.stats();
        const now = figuresOf(report.entries() as IterableIterator<[string, Record<string, unknown>]>);
        const measured = qualityOf(figures.get(leg), now);
        quality.set(id, measured);
        seen.set(leg, now);
        if (hold === 'none' && measured.nothingReceived && now.packetsReceived === 0 && !mended.has(leg)) {
          mended.add(leg);
          parts.restartIce(leg);
        }
      }
      figures = seen;
      parts.measured(quality);
      lookForNothing(quality);
    },
    forget: (leg) => {
      figures.delete(leg);
      mended.delete(leg);
    },
  };
}
