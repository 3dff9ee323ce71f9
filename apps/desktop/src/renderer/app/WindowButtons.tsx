import { appInfo, desktop } from '../connection/desktop.ts';
import { useText } from '../text/text.ts';
import { WindowControls, type WindowControlsProps } from '../ui/frame/TitleBar.tsx';

/** The window's own buttons, where the page draws them; undefined elsewhere. */
export function useWindowControls(): WindowControlsProps | undefined {
  const t = useText('shell');
  if (!appInfo().can.windowButtons) return undefined;
  return {
    labels: { minimise: t('window.minimise'), maximise: t('window.maximise'), close: t('window.close') },
    onMinimise: () => void desktop().call('window.minimise', {}),
    onMaximise: () => void desktop().call('window.toggleMaximise', {}),
    onClose: () => void desktop().call('window.close', {}),
  };
}

/** The same on screens without a title bar. */
export function WindowButtons() {
  const controls = useWindowControls();
  return controls === undefined ? null : <WindowControls {...controls} />;
}
