/** Where windows were, remembered for each display (desk, sections 2.1 and 2.9). Pure; the displays are passed in. */
import { z } from 'zod';

import { type Bounds, DESK_SIZES } from './windowOptions.ts';

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

export interface WindowSizes {
  readonly usual: { readonly width: number; readonly height: number };
  readonly least: { readonly width: number; readonly height: number };
}

const DISPLAYS_KEPT = 8;

/**
 * Where to open the window: where it was on the display it was on last; when that display is gone, where it was on the
 * first one; else in the middle of it. Always whole within the display, so that a window is never lost outside.
 *
 * @param displays the one to prefer first; at least one
 * @param sizes the desk's unless said
 * @param step pixels to the right and down, away from windows that are open already
 */
export function placeWindow(
  known: WindowPlaces,
  displays: readonly DisplayFacts[],
  { usual, least }: WindowSizes = DESK_SIZES,
  step = 0,
): { readonly bounds: Bounds; readonly maximised: boolean } {
  const display = displays.find(({ id }) => id === known.last) ?? displays[0];
  if (display === undefined) return { bounds: usual, maximised: false };
  const place = known.places[String(display.id)];
  const { workArea } = display;
  const width = within(place?.width ?? usual.width, least.width, workArea.width);
  const height = within(place?.height ?? usual.height, least.height, workArea.height);
  const x = place?.x ?? workArea.x + Math.round((workArea.width - width) / 2);
  const y = place?.y ?? workArea.y + Math.round((workArea.height - height) / 2);
  return {
    bounds: {
      x: within(x + step, workArea.x, workArea.x + workArea.width - width),
      y: within(y + step, workArea.y, workArea.y + workArea.height - height),
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
