/** Grey shapes in the place of what is loading. Show them only after 200 ms, and only for lists and sections. */
export interface SkeletonProps {
  /** CSS lengths. */
  width?: number | string;
  height?: number;
  round?: boolean;
}

/** One grey shape. */
export const Skeleton = ({ width = '100%', height = 12, round = false }: SkeletonProps) => (
  <span className={round ? 'skel skel-round' : 'skel'} style={{ width, height }} aria-hidden />
);

/** `count` conversation rows that are not there yet; `label` is read once: "Loading". */
export const ConversationRowsSkeleton = ({ count, label }: { count: number; label: string }) => (
  <div role="status" aria-label={label}>
    {Array.from({ length: count }, (_, index) => (
      <div key={index} className="flex gap-3.5 px-2 py-[13px]">
        <Skeleton width={36} height={36} round />
        <span className="skel-lines">
          <Skeleton width="55%" />
          <Skeleton width="90%" />
          <Skeleton width="30%" />
        </span>
      </div>
    ))}
  </div>
);

/** A section of the customer panel that is not there yet. */
export const SectionSkeleton = ({ label, lines = 3 }: { label: string; lines?: number }) => (
  <div role="status" aria-label={label} className="flex flex-col gap-3">
    {Array.from({ length: lines }, (_, index) => (
      <Skeleton key={index} width={['100%', '80%', '64%'][index % 3]} />
    ))}
  </div>
);

/** A person's head that is not there yet. */
export const PersonSkeleton = ({ label }: { label: string }) => (
  <div role="status" aria-label={label} className="flex items-center gap-3">
    <Skeleton width={44} height={44} round />
    <span className="skel-lines">
      <Skeleton width="60%" height={14} />
      <Skeleton width="40%" />
    </span>
  </div>
);

/** Messages that are not there yet. */
export const TranscriptSkeleton = ({ label }: { label: string }) => (
  <div role="status" aria-label={label} className="flex flex-1 flex-col justify-end gap-3 p-5">
    <Skeleton width="46%" height={34} />
    <Skeleton width="32%" height={34} />
    <span className="self-end" style={{ width: '52%' }}>
      <Skeleton height={54} />
    </span>
    <Skeleton width="38%" height={34} />
  </div>
);
