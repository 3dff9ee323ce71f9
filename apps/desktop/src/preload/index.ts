import { contextBridge, ipcRenderer } from 'electron';

import type { RawDesktop } from '../bridge/desktopApi.ts';

// The page gets values only: an event object would hand it the sender. Main checks names, senders and schemas.
const desktop: RawDesktop = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  on(name, listener) {
    const heard = (_event: unknown, said: unknown, data: unknown): void => {
      if (said === name) listener(data);
    };
    ipcRenderer.on('event', heard);
    return () => void ipcRenderer.off('event', heard);
  },
};
contextBridge.exposeInMainWorld('ringdesk', desktop);
