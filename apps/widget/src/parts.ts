/** Parts of the chat that are fetched when they are first needed, each a file of its own with its styles. */
const sources = {
  welcome: () => import('./views/Welcome.tsx'),
  thread: () => import('./views/Thread.tsx'),
  teaser: () => import('./views/Teaser.tsx'),
  files: () => import('./files/files.tsx'),
  forms: () => import('./forms/forms.tsx'),
  closing: () => import('./closing/closing.tsx'),
  call: () => import('./call/call.tsx'),
};

type Sources = typeof sources;
type Part<N extends keyof Sources> = Awaited<ReturnType<Sources[N]>>;

export interface Parts {
  /** The part where it is here already. */
  readonly have: <N extends keyof Sources>(name: N) => Part<N> | undefined;
  /**
   * Fetches the part if it is not here; `then` is called once it is. One that could not be had is fetched again at the
   * next call.
   */
  readonly want: <N extends keyof Sources>(name: N, then?: (part: Part<N>) => void) => void;
}

/** `arrived` is called with the styles of each part before it is used. */
export function lazyParts(arrived: (styles: string) => void): Parts {
  const here = new Map<keyof Sources, unknown>();
  const coming = new Map<keyof Sources, Promise<unknown>>();
  const fetchPart = async (name: keyof Sources): Promise<unknown> => {
    const part = await sources[name]();
    here.set(name, part);
    arrived(part.styles);
    return part;
  };
  return {
    have: <N extends keyof Sources>(name: N) => here.get(name) as Part<N> | undefined,
    want: <N extends keyof Sources>(name: N, then?: (part: Part<N>) => void) => {
      const part = coming.get(name) ?? fetchPart(name);
      coming.set(name, part);
      part.then(
        (made) => then?.(made as Part<N>),
        () => coming.delete(name),
      );
    },
  };
}
