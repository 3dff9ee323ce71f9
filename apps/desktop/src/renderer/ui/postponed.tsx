import {
  Component as ReactComponent,
  type ComponentType,
  createElement,
  lazy,
  type ReactNode,
  Suspense,
  useState,
} from 'react';

import { fetchLostStyles } from './lostStyles.ts';

/** Code or words of a part could not be fetched: the line is gone, or the server has another version by now. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched';
}

export interface PostponedProps {
  /** Stands there until the code is. */
  readonly fallback?: ReactNode;
  /** Stands there where the code did not come; without it the failure goes to the boundary around. */
  readonly missing?: (retry: () => void) => ReactNode;
}

export interface Postponed<P> {
  /** Draws `fallback` until its code is there; at once, without it, where the code is there already. */
  readonly Component: ComponentType<P & PostponedProps>;
  /** Fetches the code; whoever could not get it tries again by asking again or by showing the component. */
  readonly preload: () => Promise<void>;
}

/**
 * A component whose code comes when it is needed or when nothing else is to do, whichever is first. Unlike `lazy`
 * alone it never flashes its fallback once the code is there: a suspended screen comes back 300 ms later at the earliest;
 * and a failure, thrown as {@link NotFetched} for the boundary around it, is not kept: drawn again it fetches again.
 */
export function postponed<P extends object>(load: () => Promise<ComponentType<P>>): Postponed<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  let failed = false;
  const anew = async (): Promise<ComponentType<P>> => {
    await fetchLostStyles();
    return load();
  };
  const fetched = (): Promise<ComponentType<P>> => {
    loading ??= (failed ? anew() : load()).then(
      (component) => (loaded = component),
      (error: unknown) => {
        loading = undefined;
        failed = true;
        throw new NotFetched('the code of a part did not come', { cause: error });
      },
    );
    return loading;
  };
  const choose = (): ComponentType<P> => loaded ?? lazy(async () => ({ default: await fetched() }));
  const Component = ({ fallback, missing, ...props }: P & PostponedProps) => {
    // Chosen once: another type halfway would throw away what the person has typed.
    const [Shown, setShown] = useState(choose);
    const drawn = <Suspense fallback={fallback ?? null}>{createElement(Shown, props as unknown as P)}</Suspense>;
    if (missing === undefined) return drawn;
    return (
      <Contained of={Shown} missing={() => missing(() => setShown(choose))}>
        {drawn}
      </Contained>
    );
  };
  return { Component, preload: () => fetched().then(() => undefined) };
}

interface ContainedProps {
  /** What is tried; another one is tried anew. */
  readonly of: unknown;
  readonly missing: () => ReactNode;
  readonly children: ReactNode;
}

/** Keeps code that did not come from taking more away than its own place; other errors go on to the boundary around. */
class Contained extends ReactComponent<ContainedProps, { readonly failed: unknown }> {
  override state = { failed: undefined as unknown };

  static getDerivedStateFromError(error: unknown): { readonly failed: unknown } {
    if (!(error instanceof NotFetched)) throw error;
    return { failed: error };
  }

  override componentDidUpdate(before: ContainedProps): void {
    if (before.of !== this.props.of) this.setState({ failed: undefined });
  }

  override render(): ReactNode {
    return this.state.failed === undefined ? this.props.children : this.props.missing();
  }
}
