import { useEffect, useRef } from 'react';

let starter: ((to: string) => void) | undefined;

/** The open conversation says how its hand-over begins. */
export function useTransferStarter(start: (to: string) => void): void {
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    const mine = (to: string): void => latest.current(to);
    starter = mine;
    return () => {
      if (starter === mine) starter = undefined;
    };
  }, []);
}

/** Begins to hand the open conversation over; `to`: the name that is looked for first. */
export function startTransfer(to: string): void {
  starter?.(to);
}
