import { useEffect, useRef } from 'react';

import type { Field } from '../form/changes.ts';
import type { QueueTab } from '../frame/section.ts';
import { settingElement, tabOf } from './queueFields.ts';
import type { QueueForm } from './queueForm.ts';

/**
 * Brings a field into view, on whichever tab it is: `open` shows the tab, then the field's wrong control, or else its
 * first, gets the focus.
 */
export function useReveal(tab: QueueTab, open: (tab: QueueTab) => void): (field: Field<QueueForm>) => void {
  const wanted = useRef<Field<QueueForm>>(undefined);
  useEffect(() => {
    const field = wanted.current;
    if (field === undefined || tabOf(field) !== tab) return;
    wanted.current = undefined;
    show(field);
  });
  return (field) => {
    if (tabOf(field) === tab) return show(field);
    wanted.current = field;
    open(tabOf(field));
  };
}

function show(field: Field<QueueForm>): void {
  const element = document.getElementById(settingElement(field));
  element?.scrollIntoView({ block: 'center' });
  const control =
    element?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    element?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex="0"]');
  control?.focus({ preventScroll: true });
}
