import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { ReactNode } from 'react';

import { CallBar } from '../features/calls/CallBar.tsx';
import { DialCard } from '../features/calls/DialCard.tsx';
import { DialField } from '../features/calls/DialField.tsx';
import { noteFieldId } from '../features/calls/NotesCard.tsx';
import { PhoneReady } from '../features/calls/PhoneReady.tsx';
import { useCalls } from '../features/calls/useCalls.ts';
import { useCommand } from './registry.ts';
import { navigate } from './router.ts';
import { useDeskPhone } from './useDeskPhone.ts';

const open = (id: InteractionId): void => navigate(`/inbox/${id}`);
/** The field is there once the call is drawn. */
const openNotes = (id: InteractionId): void => {
  open(id);
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(noteFieldId(id))?.focus()));
};

export interface DeskCallsProps {
  readonly onDevices: () => void;
  /** The dock while nobody is on the line, with the phone in it. */
  readonly idle: (phone: ReactNode, centre: ReactNode) => ReactNode;
}

/** Everything of calls that is there on every screen: the phone itself, the bar or the dial field, and links that dial. */
export function DeskCalls({ onDevices, idle }: DeskCallsProps) {
  useDeskPhone();
  const calls = useCalls();
  const [first] = calls;
  useCommand('call.back', () => first !== undefined && open(first.id), { enabled: first !== undefined });
  return (
    <>
      {first === undefined ? (
        idle(<PhoneReady onDevices={onDevices} />, <DialField onDialled={open} />)
      ) : (
        <CallBar calls={calls} onOpen={open} onNotes={openNotes} onDevices={onDevices} />
      )}
      <DialCard onDialled={open} />
    </>
  );
}
