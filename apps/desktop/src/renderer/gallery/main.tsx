import '../styles/app.css';

import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';

import { LiveRegions } from '../ui/feedback/LiveRegions.tsx';
import { Toasts } from '../ui/feedback/Toasts.tsx';
import { UiProvider } from '../ui/UiProvider.tsx';
import { ComponentSheet } from './ComponentSheet.tsx';
import { ControlSheet } from './ControlSheet.tsx';
import { FirstRunView, LoginView } from './EntryViews.tsx';
import { InboxView } from './InboxView.tsx';
import { OffersView } from './OffersView.tsx';
import { SettingsView } from './SettingsView.tsx';

/**
 * Every component in every state, for looking at and for axe. `?view=` chooses the sheet, `?theme=dark` and
 * `?density=compact` the variant. Built in every mode but production.
 */
const views: Record<string, ComponentType> = {
  components: ComponentSheet,
  controls: ControlSheet,
  inbox: InboxView,
  offers: OffersView,
  settings: SettingsView,
  login: LoginView,
  'first-run': FirstRunView,
};

const query = new URLSearchParams(location.search);
for (const name of ['theme', 'density']) {
  const value = query.get(name);
  if (value !== null) document.documentElement.dataset[name] = value;
}

const View = views[query.get('view') ?? 'components'] ?? ComponentSheet;
const root = document.getElementById('root');
if (root === null) throw new Error('gallery.html has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider>
      <View />
      <Toasts label="Messages" closeLabel="Dismiss" />
      <LiveRegions />
    </UiProvider>
  </StrictMode>,
);
