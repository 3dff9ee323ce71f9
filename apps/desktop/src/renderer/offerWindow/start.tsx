import '../styles/app.css';
import './offerWindow.css';

import { createRoot } from 'react-dom/client';

import type { RawDesktop } from '../../bridge/desktopApi.ts';
import { offerWindowApi } from '../../bridge/offerWindowApi.ts';
import { OfferWindow } from './OfferWindow.tsx';

const raw: RawDesktop | undefined = window.ringdesk;
const root = document.getElementById('root');
if (raw === undefined || root === null) throw new Error('The offer window is a window of the app');
createRoot(root).render(<OfferWindow api={offerWindowApi(raw)} />);
