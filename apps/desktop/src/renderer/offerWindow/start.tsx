import '../styles/app.css';
import './offerWindow.css';

import { createRoot } from 'react-dom/client';

import type { RawDesktop } from '../../bridge/desktopApi.ts';
import { offerWindowApi } from '../../bridge/offerWindowApi.ts';
import { NotTheApp } from './NotTheApp.tsx';
import { OfferWindow } from './OfferWindow.tsx';

const raw: RawDesktop | undefined = window.ringdesk;
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
createRoot(root).render(
  raw === undefined ? <NotTheApp languages={navigator.languages} /> : <OfferWindow api={offerWindowApi(raw)} />,
);
