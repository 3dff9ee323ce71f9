import type { ReactNode } from 'react';

/** A page of rows, each with its name on the left. */
export const Sheet = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="h-full overflow-auto bg-surface" tabIndex={-1}>
    <div className="mx-auto max-w-[1280px] px-10 pt-8 pb-10">
      <h1 className="page-title">{title}</h1>
      {children}
    </div>
  </main>
);

export const SheetRow = ({
  title,
  wide = false,
  children,
}: {
  title: string;
  /** Cells of equal width instead of their own. */
  wide?: boolean;
  children: ReactNode;
}) => (
  <section className="grid grid-cols-[132px_1fr] items-start gap-4 border-b border-line py-4" aria-label={title}>
    <h2 className="pt-1.5 font-medium">{title}</h2>
    <div className={wide ? 'grid grid-cols-4 items-end gap-4' : 'flex flex-wrap items-end gap-x-6 gap-y-4'}>
      {children}
    </div>
  </section>
);

export const Cell = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-col items-start gap-2">
    {children}
    <span className="text-11 text-muted">{name}</span>
  </div>
);
