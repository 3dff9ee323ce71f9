import type { QueueId } from '@ringdesk/shared/model/ids.ts';

import { standingOf } from '../features/conversation/standing.ts';
import { NO_FILTERS, setInboxView } from '../features/inbox/inboxView.ts';
import { Palette } from '../features/palette/Palette.tsx';
import { workspace } from '../workspace/workspace.ts';
import { revealSetting } from './revealSetting.ts';
import { currentRoute, navigate } from './router.ts';
import { useSettingPlaces } from './settingPlaces.ts';
import { startTransfer } from './startTransfer.ts';

/** May the conversation on the stage be handed over? Asked when the palette opens. */
function transferOpen(): boolean {
  const { mirror } = workspace.getState();
  const route = currentRoute();
  const id = route.screen === 'inbox' ? route.interactionId : undefined;
  const interaction = id === undefined ? undefined : mirror?.interactions.get(id);
  return mirror !== undefined && interaction !== undefined && standingOf(interaction, mirror).mayTransfer;
}

function showQueue(id: QueueId): void {
  setInboxView({ view: 'waiting', query: '', filters: { ...NO_FILTERS, queueIds: [id] } });
  navigate('/inbox');
}

/** The palette with what it may reach in this desk. */
export function DeskPalette({ onClose }: { readonly onClose: () => void }) {
  const settings = useSettingPlaces();
  return (
    <Palette
      open
      onClose={onClose}
      settings={settings}
      onReveal={revealSetting}
      onTransfer={transferOpen() ? startTransfer : undefined}
      onFilter={showQueue}
    />
  );
}
