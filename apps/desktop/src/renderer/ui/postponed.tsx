import { type ComponentType, createElement, lazy, type ReactNode, Suspense, useState } from 'react';

export interface Postponed<P> {
  /** Draws `fallback` until its code is there; at once, without it, where the code is there already. */
  readonly Component: ComponentType<P & { readonly fallback?: ReactNode }>;
  /** Fetches the code; whoever could not get it tries again by asking again or by showing the component. */
  readonly preload: () => Promise<void>;
}

/**
 * A component whose code comes when it is needed or when nothing else is to do, whichever is first. Unlike `lazy`
 * alone it never flashes its fallback once the code is there: a suspended screen comes back 300 ms later at the earliest.
 */
export function postponed<P extends object>(load: () => Promise<ComponentType<P>>): Postponed<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  const fetched = (): Promise<ComponentType<P>> => {
    loading ??= load().then(
      (component) => (loaded = component),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const Component = ({ fallback, ...props }: P & { readonly fallback?: ReactNode }) => {
    // Chosen once: another type halfway would throw away what the person has typed.
    const [Shown] = useState(() => loaded ?? lazy(async () => ({ default: await fetched() })));
    return (
      <Suspense fallback={fallback ?? null}>{createElement(Shown as ComponentType<P>, props as unknown as P)}</Suspense>
    );
  };
  return { Component, preload: () => fetched().then(() => undefined) };
}
