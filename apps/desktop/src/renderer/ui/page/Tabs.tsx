import { Tabs as Primitive } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import { ChangedDot } from '../settings/ChangedDot.tsx';

export interface TabEntry<Value extends string> {
  value: Value;
  text: string;
  /** "Changed": draws the dot of unsaved changes inside. */
  changedLabel?: string | undefined;
  aside?: ReactNode;
}

export interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  tabs: readonly TabEntry<Value>[];
  onChange: (value: Value) => void;
  /** The content of the chosen tab. */
  children: ReactNode;
}

/** Tabs under the head of a page, and the panel of the chosen one. */
export const Tabs = <Value extends string>({ label, value, tabs, onChange, children }: TabsProps<Value>) => (
  <Primitive.Root className="contents" value={value} onValueChange={(next) => onChange(next as Value)}>
    <Primitive.List className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Primitive.Tab key={tab.value} value={tab.value} className="tab">
          {tab.text}
          {tab.changedLabel !== undefined && <ChangedDot label={tab.changedLabel} />}
          {tab.aside}
        </Primitive.Tab>
      ))}
    </Primitive.List>
    <Primitive.Panel className="tab-panel" value={value} key={value}>
      {children}
    </Primitive.Panel>
  </Primitive.Root>
);
