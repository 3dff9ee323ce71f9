import '../styles/app.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { AppInfo, type RawDesktop, typedDesktop } from '../../bridge/desktopApi.ts';
import { installDesktop } from '../connection/desktop.ts';
import { deviceLook } from '../connection/deviceLook.ts';
import { enter, openSession } from '../connection/session.ts';
import { changeLanguage, postponeTexts, systemLanguage } from '../text/text.ts';
import { App } from './App.tsx';
import { applyLook } from './appearance.ts';
import { browserDesktop } from './browserDesktop.ts';
import { startRouter } from './router.ts';
import { rememberFailures } from './failureReport.ts';

declare global {
  interface Window {
    /** Exposed by the preload script; absent in a browser. */
    readonly ringdesk?: RawDesktop;
  }
}

/** Of this build; put in by the bundler from the package. */
const version = String(import.meta.env.RINGDESK_VERSION);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

rememberFailures();
const look = deviceLook();
applyLook(look);
const api = window.ringdesk === undefined ? browserDesktop(version) : typedDesktop(window.ringdesk);
const info = AppInfo.parse(await api.call('app.info', {}));
installDesktop(api, info);
startRouter();
// Half of all words; the settings screen and the palette load them.
postponeTexts('settings');
postponeTexts('conversations');
postponeTexts('calls');
await Promise.all([changeLanguage(look.language ?? systemLanguage(info.languages)), openSession()]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
await enter();
