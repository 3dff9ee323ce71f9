import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';

import { Icon } from '../marks/Icon.tsx';

/** A strip above the rows: "List is from 10:31", with what to do. */
export const ListStrip = ({ children, action }: { children: string; action?: ReactNode }) => (
  <div className="list-strip" role="status">
    <Icon glyph={CloudOff} size={14} />
    <span className="fill">{children}</span>
    {action}
  </div>
);
