/** Where the desk's window was, remembered for each display (desk, section 2.1). Pure; the displays are passed in. */
import { z } from 'zod';

import { type Bounds, DESK_DEFAULT, DESK_MINIMUM } from './windowOptions.ts';

const whole = z.number().int().min(-100_000).max(100_000);

export const WindowPlaces = z.strictObject({
  /** The display the window was on last. */
  last: z.number().nullable(),
  /** By the display's id. */
  places: z.record(
    z.string(),
    z.strictObject({ x: whole, y: whole, width: whole, height: whole, maximised: z.boolean() }),
  ),
});
export type WindowPlaces = z.infer<typeof WindowPlaces>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DisplayFacts {
  readonly id: number;
  /** Without task bar and dock. */
  readonly workArea: Area;
}

const DISPLAYS_KEPT = 8;

/**
 * Where to open the window: where it was on the display it was on last; when that display is gone, where it was on the
 * first one; else in the middle of it. Always whole within the display, so that a window is never lost outside.
 *
 * @param displays the primary one first; at least one
 */
export function placeWindow(
  known: WindowPlaces,
  displays: readonly DisplayFacts[],
): { readonly bounds: Bounds; readonly maximised: boolean } {
  const display = displays.find(({ id }) => id === known.last) ?? displays[0];
  if (display === undefined) return { bounds: DESK_DEFAULT, maximised: false };
  const place = known.places[String(display.id)];
  const { workArea } = display;
  const width = within(place?.width ?? DESK_DEFAULT.width, DESK_MINIMUM.width, workArea.width);
  const height = within(place?.height ?? DESK_DEFAULT.height, DESK_MINIMUM.height, workArea.height);
  const x = place?.x ?? workArea.x + Math.round((workArea.width - width) / 2);
  const y = place?.y ?? workArea.y + Math.round((workArea.height - height) / 2);
  return {
    bounds: {
      x: within(x, workArea.x, workArea.x + workArea.width - width),
      y: within(y, workArea.y, workArea.y + workArea.height - height),
      width,
      height,
    },
    maximised: place?.maximised ?? false,
  };
}

/** The window was moved, sized or maximised on this display. A few displays are kept: docks come and go. */
export function rememberPlace(known: WindowPlaces, displayId: number, bounds: Area, maximised: boolean): WindowPlaces {
  const { [String(displayId)]: _before, ...others } = known.places;
  const kept = Object.entries(others).slice(1 - DISPLAYS_KEPT);
  const { x, y, width, height } = bounds;
  return {
    last: displayId,
    places: Object.fromEntries([...kept, [String(displayId), { x, y, width, height, maximised }]]),
  };
}

/** Near the corner where the system shows its own notices: top right on macOS, bottom right elsewhere. */
export function placeOffer(
  workArea: Area,
  size: { readonly width: number; readonly height: number },
  platform: NodeJS.Platform,
): { x: number; y: number } {
  const margin = 16;
  const x = workArea.x + workArea.width - size.width - margin;
  const y = platform === 'darwin' ? workArea.y + margin : workArea.y + workArea.height - size.height - margin;
  return { x: Math.max(workArea.x, x), y: Math.max(workArea.y, y) };
}

/** A display smaller than the least size wins: what cannot be reached is worse than what is cut. */
function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
