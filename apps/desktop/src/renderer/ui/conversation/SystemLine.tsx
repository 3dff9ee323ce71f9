import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { Icon } from '../marks/Icon.tsx';

/** A thing that happened, as a quiet line between messages. Names inside it are `<b>`. */
export const SystemLine = ({ icon, children }: { icon?: LucideIcon; children: ReactNode }) => (
  <div className="sys">
    {icon !== undefined && <Icon glyph={icon} size={14} />}
    <span>{children}</span>
  </div>
);
