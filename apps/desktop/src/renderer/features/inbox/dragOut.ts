import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { ComponentProps, DragEvent } from 'react';

/** What a row needs to be dragged out of the window; nothing where there is no window to make of it. */
export function dragOutOf(
  id: InteractionId,
  onDragOut: ((id: InteractionId) => void) | undefined,
): Pick<ComponentProps<'div'>, 'draggable' | 'onDragStart' | 'onDragEnd'> {
  if (onDragOut === undefined) return {};
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      // Browsers drag nothing that carries nothing. The address is of no use to other programs without a session.
      dataTransfer.setData('text/uri-list', new URL(`/inbox/${id}`, window.location.href).href);
      dataTransfer.effectAllowed = 'link';
    },
    onDragEnd: (event: DragEvent) => {
      if (event.dataTransfer.dropEffect === 'none' && endedOutside(event, window)) onDragOut(id);
    },
  };
}

interface Place {
  readonly clientX: number;
  readonly clientY: number;
  readonly screenX: number;
  readonly screenY: number;
}

/** Some systems do not tell where a drag ended and say the corner of the screen: that is not taken for a place. */
export function endedOutside(
  { clientX, clientY, screenX, screenY }: Place,
  { innerWidth, innerHeight }: Pick<Window, 'innerWidth' | 'innerHeight'>,
): boolean {
  if (screenX === 0 && screenY === 0) return false;
  return clientX < 0 || clientY < 0 || clientX > innerWidth || clientY > innerHeight;
}
