/** What a client's event of Socket.IO carries: so many values, and behind them, where it is answered, the acknowledgement. */
export interface EventShape {
  readonly values: number;
  readonly answered: boolean;
}

/** The shapes of every event of a door, by the name of the event. */
export const eventShapes = <Events extends object>(shapes: {
  readonly [Name in keyof Events & string]: EventShape;
}): ReadonlyMap<string, EventShape> => new Map(Object.entries<EventShape>(shapes));

/**
 * Whether an event is known, and carries what it must and no more. Handlers take their arguments by their place: with one
 * value more, something else would stand where they call the acknowledgement.
 */
export function fitsShape(
  shapes: ReadonlyMap<string, EventShape>,
  event: string,
  carried: readonly unknown[],
): boolean {
  const shape = shapes.get(event);
  if (shape === undefined || carried.length !== shape.values + Number(shape.answered)) return false;
  return carried.every((value, index) => (typeof value === 'function') === (shape.answered && index === shape.values));
}
